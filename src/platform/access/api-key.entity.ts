import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { KeyRole } from './viewer';

/** A hub key. The key itself is `hub_<id>_<secret>`; the secret is shown once and not stored. */
@Entity('api_key')
@Check('api_key_role_known', `role IN ('analyst', 'partner', 'editor', 'admin')`)
export class ApiKey {
  /** 12 hexadecimal digits. Not secret, so logs and lists may show them. */
  @PrimaryColumn('text')
  id!: string;

  /** Who or what the key is for. */
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
