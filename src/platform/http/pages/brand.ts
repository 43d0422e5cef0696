/** The hub's icon: several records linked to one in the middle. */
export const ICON_SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<path d="M16 16 7 7M16 16 26 9M16 16 24 26M16 16 7 24" stroke="#14968c" stroke-width="2.5"/>
<circle cx="16" cy="16" r="6" fill="#14968c"/>
<g fill="#d97706"><circle cx="7" cy="7" r="3.5"/><circle cx="26" cy="9" r="3.5"/><circle cx="24" cy="26" r="3.5"/><circle cx="7" cy="24" r="3.5"/></g>
</svg>
`;

/** The path of the icon, relative to the hub's pages. */
export const ICON = 'icon.svg';
