import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { KeyRole } from './viewer';

/** A hub key. The key itself is `hub_<id>_<secret>`; the secret is shown once and not kept. */
@Entity('api_key')
@Check('api_key_role_known', `role IN ('analyst', 'partner', 'editor', 'admin')`)
export class ApiKey {
  /** 12 hexadecimal digits, fit to be shown in logs and lists. */
  @PrimaryColumn('text')
  id!: string;

  /** For whom or what it is. */
  @Column('text')
  name!: string;

  @Column('text')
  role!: KeyRole;

  @Column('text')
  secretSha256!: string;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  expiresAt!: Date | null;

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  revokedAt!: Date | null;
}
