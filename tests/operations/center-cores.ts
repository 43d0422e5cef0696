/** Organizations that all take part in one role. */
function as(role: string, ...slugs: string[]): object {
  return { edges: slugs.map((slug) => ({ role, node: { slug } })) };
}

/** What the Center for Health Equity runs. */
export const CENTER_CORES = [
  {
    position: 1,
    name: 'Community Translation',
    tagline: 'Boots on the Ground',
    organizations: as('PARTNER', 'community-of-compassion-cdc'),
    programs: {
      nodes: [
        {
          slug: 'community-health-partnership-clinics',
          name: 'Community Health Partnership Clinics',
          kind: 'CLINIC',
          organizations: as('HOST', 'community-of-compassion-cdc'),
        },
        {
          slug: 'complete-eats',
          name: 'Complete Eats',
          kind: 'PARTNERSHIP',
          organizations: as('PARTNER', 'chop', 'nutritional-development-services', 'usda'),
        },
        {
          slug: 'medical-financial-partnership',
          name: 'Medical Financial Partnership',
          kind: 'PARTNERSHIP',
          organizations: as('PARTNER', 'benefits-data-trust', 'campaign-for-working-families', 'chop', 'clarifi'),
        },
      ],
    },
  },
  {
    position: 2,
    name: 'Clinical Quality and Safety',
    tagline: 'No Harm, Equitable Care',
    organizations: { edges: [] },
    programs: { nodes: [] },
  },
  {
    position: 3,
    name: 'Advocacy and Social Justice',
    tagline: 'Speak Truth to Power',
    organizations: as('PARTNER', 'childrens-first', 'chop-government-affairs'),
    programs: {
      nodes: [
        {
          slug: 'community-pediatrics-and-advocacy',
          name: 'Community Pediatrics & Advocacy Program',
          kind: 'TRAINING',
          organizations: as('LEAD', 'chop'),
        },
      ],
    },
  },
  {
    position: 4,
    name: 'Research and Education',
    tagline: 'Nothing About Us Without Us',
    organizations: { edges: [] },
    programs: {
      nodes: [
        {
          slug: 'anti-racism-training',
          name: 'Anti-Racism Training and Programming',
          kind: 'TRAINING',
          organizations: as('LEAD', 'center-for-health-equity'),
        },
        {
          slug: 'antiracist-research-best-practices',
          name: 'Best Practices for the Conduct of Antiracist Research',
          kind: 'RESOURCE',
          organizations: as('LEAD', 'center-for-health-equity'),
        },
        {
          slug: 'secure',
          name: 'SECURE',
          kind: 'STUDY',
          organizations: as(
            'PARTNER',
            'center-for-health-equity',
            'chop-emergency-department',
            'chop-primary-care',
            'community-resource-connects',
            'chop-social-work',
          ),
        },
      ],
    },
  },
];
