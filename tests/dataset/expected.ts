// The expected content of the bundled dataset. It is written by hand, not derived from the files.

/** slug, name, alternate names, type, parent, founded year */
export type Organization = readonly [string, string, readonly string[], string, string | null, number | null];

export const ORGANIZATIONS: readonly Organization[] = [
  ['chop', "Children's Hospital of Philadelphia", ['CHOP'], 'HOSPITAL', null, null],
  ['gme', 'Graduate Medical Education at CHOP', ['GME'], 'DEPARTMENT', 'chop', null],
  ['gme-committee', 'Graduate Medical Education Committee', [], 'COMMITTEE', 'gme', null],
  ['gme-diversity-subcommittee', 'GME Diversity Subcommittee', [], 'COMMITTEE', 'gme-committee', null],
  ['multicultural-physicians-alliance', "Multicultural Physicians' Alliance", ['MPA'], 'NETWORK', 'chop', null],
  ['providers-of-pride', 'Providers of Pride at CHOP', ['POP'], 'NETWORK', 'chop', null],
  ['alliance-of-minority-physicians', 'Penn-CHOP Alliance of Minority Physicians', ['AMP'], 'NETWORK', null, 2012],
  ['uphs', 'University of Pennsylvania Health System', ['UPHS'], 'HEALTH_SYSTEM', null, null],
  ['penn', 'University of Pennsylvania', ['Penn', 'UPenn'], 'UNIVERSITY', null, null],
  [
    'multicultural-professionals-network',
    'Multicultural Professionals Network',
    ['MPN'],
    'EMPLOYEE_RESOURCE_GROUP',
    'chop',
    null,
  ],
  [
    'women-at-chop',
    'WOMEN at CHOP',
    ["Women's Open Mentoring & Empowerment Network"],
    'EMPLOYEE_RESOURCE_GROUP',
    'chop',
    null,
  ],
  ['pride-at-chop', 'Pride at CHOP', [], 'EMPLOYEE_RESOURCE_GROUP', 'chop', null],
  ['center-for-health-equity', 'CHOP Center for Health Equity', ['CHE'], 'CENTER', 'chop', null],
  [
    'center-for-healthcare-quality-and-analytics',
    'Center for Healthcare Quality and Analytics',
    [],
    'CENTER',
    'chop',
    null,
  ],
  ['policylab', 'CHOP PolicyLab', ['PolicyLab'], 'CENTER', 'chop-research-institute', null],
  ['chop-research-institute', 'CHOP Research Institute', [], 'INSTITUTE', 'chop', null],
  ['leonard-davis-institute', 'Leonard Davis Institute of Health Economics', ['LDI'], 'INSTITUTE', null, null],
  ['community-of-compassion-cdc', 'Community of Compassion CDC', [], 'COMMUNITY', null, null],
  ['usda', 'USDA', [], 'GOVERNMENT', null, null],
  ['nutritional-development-services', 'Nutritional Development Services', [], 'COMMUNITY', null, null],
  ['campaign-for-working-families', 'Campaign for Working Families', [], 'FINANCIAL', null, null],
  ['clarifi', 'Clarifi', [], 'FINANCIAL', null, null],
  ['benefits-data-trust', 'Benefits Data Trust', [], 'FINANCIAL', null, null],
  ['chop-government-affairs', 'CHOP Government Affairs', [], 'DEPARTMENT', 'chop', null],
  ['childrens-first', "Children's First", [], 'ADVOCACY', null, null],
  ['chop-primary-care', 'CHOP Primary Care', [], 'DEPARTMENT', 'chop', null],
  ['chop-social-work', 'Social Work', [], 'DEPARTMENT', 'chop', null],
  ['chop-emergency-department', 'CHOP Emergency Department', [], 'DEPARTMENT', 'chop', null],
  ['community-resource-connects', 'Community Resource Connects', [], 'COMMUNITY', null, null],
];

/** slug, name, tagline, owner, position */
export const CORES = [
  ['community-translation', 'Community Translation', 'Boots on the Ground', 'center-for-health-equity', 1],
  [
    'clinical-quality-and-safety',
    'Clinical Quality and Safety',
    'No Harm, Equitable Care',
    'center-for-health-equity',
    2,
  ],
  ['advocacy-and-social-justice', 'Advocacy and Social Justice', 'Speak Truth to Power', 'center-for-health-equity', 3],
  ['research-and-education', 'Research and Education', 'Nothing About Us Without Us', 'center-for-health-equity', 4],
] as const;

/** slug, name, alternate names, kind, status, core, started year, support */
export type Program = readonly [
  string,
  string,
  readonly string[],
  string,
  string,
  string | null,
  number | null,
  string | null,
];

export const PROGRAMS: readonly Program[] = [
  ['penn-visiting-clerkship', 'Penn Visiting Clerkship Program', [], 'PATHWAY', 'ACTIVE', null, 2011, '2000.00 USD'],
  [
    'summr-scholars',
    'SUMMR Scholars Program',
    ['Summer Medical Student Research Program'],
    'PATHWAY',
    'ACTIVE',
    null,
    null,
    null,
  ],
  ['healthier-together', 'Healthier Together', [], 'INITIATIVE', 'ACTIVE', null, null, null],
  ['pediatrics-residency', 'Pediatrics Residency Program', [], 'TRAINING', 'ACTIVE', null, null, null],
  [
    'community-health-partnership-clinics',
    'Community Health Partnership Clinics',
    [],
    'CLINIC',
    'ACTIVE',
    'community-translation',
    null,
    null,
  ],
  ['complete-eats', 'Complete Eats', [], 'PARTNERSHIP', 'ACTIVE', 'community-translation', null, null],
  [
    'medical-financial-partnership',
    'Medical Financial Partnership',
    ['MFP'],
    'PARTNERSHIP',
    'ACTIVE',
    'community-translation',
    null,
    null,
  ],
  [
    'community-pediatrics-and-advocacy',
    'Community Pediatrics & Advocacy Program',
    ['CPAP'],
    'TRAINING',
    'ACTIVE',
    'advocacy-and-social-justice',
    null,
    null,
  ],
  ['secure', 'SECURE', [], 'STUDY', 'ACTIVE', 'research-and-education', null, null],
  [
    'anti-racism-training',
    'Anti-Racism Training and Programming',
    [],
    'TRAINING',
    'ACTIVE',
    'research-and-education',
    null,
    null,
  ],
  [
    'antiracist-research-best-practices',
    'Best Practices for the Conduct of Antiracist Research',
    [],
    'RESOURCE',
    'ACTIVE',
    'research-and-education',
    null,
    null,
  ],
];

/** `organization type organization: citation` */
export const AFFILIATIONS = [
  'alliance-of-minority-physicians AFFILIATED_WITH chop: A23 EXPLICIT',
  'alliance-of-minority-physicians AFFILIATED_WITH penn: A21 EXPLICIT',
  'alliance-of-minority-physicians AFFILIATED_WITH uphs: A23 EXPLICIT',
  'center-for-health-equity PARTNER_OF center-for-healthcare-quality-and-analytics: A43 EXPLICIT',
  'leonard-davis-institute BASED_AT penn: A51 EXPLICIT',
  'uphs AFFILIATED_WITH penn: A23 NAME_ONLY',
];

/** `organization role target: citation` */
export const ROLES = [
  'benefits-data-trust PARTNER medical-financial-partnership: B11 EXPLICIT',
  'campaign-for-working-families PARTNER medical-financial-partnership: B11 EXPLICIT',
  'center-for-health-equity LEAD anti-racism-training: B27 EXPLICIT',
  'center-for-health-equity LEAD antiracist-research-best-practices: B27 EXPLICIT',
  'center-for-health-equity PARTNER healthier-together: A43 EXPLICIT',
  'center-for-health-equity PARTNER secure: B27-29 EXPLICIT',
  'childrens-first PARTNER advocacy-and-social-justice: B19-23 EXPLICIT',
  'chop HOST penn-visiting-clerkship: A57 EXPLICIT',
  'chop LEAD community-pediatrics-and-advocacy: B21 INFERRED',
  'chop LEAD healthier-together: A43 EXPLICIT',
  'chop LEAD pediatrics-residency: B21 EXPLICIT',
  'chop PARTNER complete-eats: B10 EXPLICIT',
  'chop PARTNER medical-financial-partnership: B11 EXPLICIT',
  'chop-emergency-department PARTNER secure: B29 EXPLICIT',
  'chop-government-affairs PARTNER advocacy-and-social-justice: B19-23 EXPLICIT',
  'chop-primary-care PARTNER secure: B29 EXPLICIT',
  'chop-social-work PARTNER secure: B29 EXPLICIT',
  'clarifi PARTNER medical-financial-partnership: B11 EXPLICIT',
  'community-of-compassion-cdc HOST community-health-partnership-clinics: B9 EXPLICIT',
  'community-of-compassion-cdc PARTNER community-translation: B9 EXPLICIT',
  'community-resource-connects PARTNER secure: B29 EXPLICIT',
  'nutritional-development-services PARTNER complete-eats: B10 EXPLICIT',
  'uphs PARTICIPANT penn-visiting-clerkship: A57 EXPLICIT',
  'usda PARTNER complete-eats: B10 EXPLICIT',
];

export const RELATIONSHIPS = [
  'community-pediatrics-and-advocacy PART_OF pediatrics-residency: B21 INFERRED',
  'penn-visiting-clerkship RECRUITS_FOR pediatrics-residency: A57 EXPLICIT',
];

/** kind, name, credentials, email, slug of the record that it is for */
export const CONTACTS = [
  ['MAILBOX', null, null, 'amp.uphs.chop@gmail.com', 'alliance-of-minority-physicians'],
  ['MAILBOX', null, null, 'chopmpa@gmail.com', 'multicultural-physicians-alliance'],
  ['MAILBOX', null, null, 'mpn@chop.edu', 'multicultural-professionals-network'],
  ['MAILBOX', null, null, 'popchop1855@gmail.com', 'providers-of-pride'],
  ['MAILBOX', null, null, 'pride@chop.edu', 'pride-at-chop'],
  ['MAILBOX', null, null, 'women@chop.edu', 'women-at-chop'],
  ['PERSON', 'Jessica Fowler', 'MD, MPH', 'fowlerj@chop.edu', 'penn-visiting-clerkship'],
] as const;

export const TERMS: Readonly<Record<string, readonly string[]>> = {
  Audiences: [
    ...['residents', 'fellows', 'trainees', 'attending physicians', 'faculty', 'program coordinators'],
    ...['administrators', 'medical students', 'rising fourth-year medical students', 'employees', 'patients'],
    ...['families', 'children', 'women', 'LGBTQ+ people', 'allies', 'racial, cultural and ethnic groups', 'community'],
  ],
  Topics: [
    ...['recruitment', 'education', 'retention', 'career development', 'outreach', 'mentorship', 'networking'],
    ...['community engagement', 'advocacy', 'research', 'quality improvement', 'clinical care', 'meals'],
    ...['tax preparation', 'financial counseling', 'benefits connection', 'social determinants of health'],
    'racial justice',
  ],
};

/** The codes of the terms of each record. Other records have no terms. */
export const TAGS: Readonly<Record<string, string>> = {
  gme: 'career-development education fellows outreach recruitment residents trainees',
  'gme-diversity-subcommittee':
    'administrators attending-physicians faculty fellows program-coordinators residents trainees',
  'multicultural-physicians-alliance':
    'attending-physicians community-engagement education fellows recruitment residents retention',
  'providers-of-pride': 'advocacy education faculty fellows lgbtq-people residents',
  'alliance-of-minority-physicians':
    'career-development community-engagement fellows mentorship networking recruitment residents',
  'multicultural-professionals-network':
    'career-development community-engagement employees families patients racial-cultural-and-ethnic-groups',
  'women-at-chop': 'mentorship women',
  'pride-at-chop': 'advocacy allies community-engagement education employees families lgbtq-people patients',
  'center-for-health-equity': 'clinical-care quality-improvement research trainees',
  policylab: 'research',
  'leonard-davis-institute': 'research',
  'chop-government-affairs': 'advocacy children',
  'childrens-first': 'children',
  'community-resource-connects': 'children families social-determinants-of-health',
  'advocacy-and-social-justice': 'advocacy racial-justice',
  'research-and-education': 'education research',
  'penn-visiting-clerkship': 'medical-students mentorship recruitment rising-fourth-year-medical-students',
  'summr-scholars': 'clinical-care medical-students research',
  'pediatrics-residency': 'residents',
  'community-health-partnership-clinics': 'community',
  'complete-eats': 'children families meals',
  'medical-financial-partnership': 'benefits-connection community financial-counseling tax-preparation',
  'community-pediatrics-and-advocacy': 'advocacy residents',
  secure: 'families research',
  'antiracist-research-best-practices': 'research',
};

/**
 * Short passages of the documents by line, with straight apostrophes. They show that a fact is really in the lines that its
 * citation names. The documents themselves are not part of this repository.
 */
export const PRINTED: Readonly<Record<string, readonly string[]>> = {
  A7: ["Children's Hospital of Philadelphia (CHOP)"],
  A9: [
    'Graduate Medical Education at CHOP',
    'residents and fellows',
    'trainees',
    'education',
    'recruitment, career development',
    'outreach',
  ],
  A13: ["Multicultural Physicians' Alliance"],
  A15: ["CHOP's Multicultural Physicians' Alliance (MPA)", 'attending physicians', 'retention', 'chopmpa@gmail.com'],
  A17: ['Providers of Pride at CHOP'],
  A19: ['Providers of Pride (POP)', 'LGBTQ+', 'faculty', 'education and advocacy', 'popchop1855@gmail.com'],
  A21: ['Penn-CHOP Alliance of Minority Physicians'],
  A23: [
    ...['(AMP)', 'founded in 2012', 'University of Pennsylvania Health System (UPHS)', 'mentorship', 'networking'],
    ...['community engagement', 'amp.uphs.chop@gmail.com'],
  ],
  A25: ['CHOP Employee Resource and Affinity Groups'],
  A31: [
    ...['Multicultural Professionals Network (MPN)', 'racial, cultural and ethnic groups', 'employees, patients'],
    ...['families', 'mpn@chop.edu'],
  ],
  A32: ['WOMEN at CHOP', "Women's Open Mentoring & Empowerment Network", 'help women', 'women@chop.edu'],
  A33: ['Pride at CHOP', 'allies', 'pride@chop.edu'],
  A37: ['GME Diversity Subcommittee'],
  A39: ['Graduate Medical Education Committee', 'program coordinators', 'administrators'],
  A41: ['CHOP Center for Health Equity'],
  A43: [
    ...["CHOP's Healthier Together initiative", "CHOP's Center for Healthcare Quality and Analytics", 'research'],
    'quality improvement',
  ],
  A45: ['CHOP PolicyLab'],
  A47: ['CHOP Research Institute', 'PolicyLab'],
  A49: ['Leonard Davis Institute of Health Economics'],
  A51: ['UPenn-based'],
  A55: ['Penn Visiting Clerkship Program'],
  A57: [
    ...['started at CHOP in 2011', 'University of Pennsylvania Health System', 'fourth-year medical students'],
    ...['up to $2,000', '(covers housing and travel)', 'one-month', 'more than 20 programs'],
  ],
  A59: ['Jessica Fowler, MD, MPH, at fowlerj@chop.edu'],
  A61: ['SUMMR Scholars Program'],
  A63: ['Summer Medical Student Research Program', 'medical students', 'clinical care'],
  B3: [
    ...['The CHE', 'Community Translation', 'Clinical Quality and Safety', 'Advocacy and Social Justice'],
    'Research and Education',
  ],
  B5: ['Community Translation Core: “Boots on the Ground”'],
  B9: ['Community of Compassion CDC', 'quarterly Community Health Partnership Clinics', 'surrounding community'],
  B10: ['Complete Eats', 'the USDA', 'Nutritional Development Services', 'free summer meals'],
  B11: [
    ...['Medical Financial Partnership (MFP)', 'Campaign for Working Families; Clarifi; Benefits Data Trust'],
    ...['tax preparation', 'financial counseling', 'benefits connection'],
  ],
  B13: ['Clinical Quality and Safety Core: “No Harm, Equitable Care”'],
  B17: ['Advocacy and Social Justice Core: “Speak Truth to Power”'],
  B19: ['racial justice'],
  B21: ['Community Pediatrics & Advocacy Program (CPAP)', "CHOP's Pediatrics Residency Program"],
  B22: ['CHOP Government Affairs'],
  B23: ["Children's First"],
  B25: ['Research and Education Core: “Nothing About Us Without Us”'],
  B27: ['Best Practices for the Conduct of Antiracist Research', 'Anti-Racism Training and Programming'],
  B29: [
    ...['SECURE', 'CHOP Primary Care, Social Work, the CHOP Emergency Department', 'Community Resource Connects'],
    ...['social determinants of health', 'children and families'],
  ],
};
