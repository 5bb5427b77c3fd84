/**
 * The municipalities of Troms and Finnmark: official names, all their forms, and the numbers Statistics Norway gave them
 * (Klass 131) in 2020, when the two counties were one, and in 2024, when they were parted again.
 */
export interface Municipality {
  readonly name: string
  /** The whole official name where it has several forms. */
  readonly official?: string
  readonly sami?: string
  /** Valid 2020–2023. */
  readonly number2020: string
  /** Valid since 2024. */
  readonly number2024: string
}

const several = (name: string, official: string, sami: string) => ({ name, official, sami })

export const municipalities: readonly Municipality[] = [
  { name: 'Tromsø', number2020: '5401', number2024: '5501' },
  { ...several('Harstad', 'Harstad – Hárstták', 'Hárstták'), number2020: '5402', number2024: '5503' },
  { name: 'Alta', number2020: '5403', number2024: '5601' },
  { name: 'Vardø', number2020: '5404', number2024: '5634' },
  { name: 'Vadsø', number2020: '5405', number2024: '5607' },
  { ...several('Hammerfest', 'Hammerfest – Hámmerfeasta', 'Hámmerfeasta'), number2020: '5406', number2024: '5603' },
  { name: 'Kvæfjord', number2020: '5411', number2024: '5510' },
  { ...several('Tjeldsund', 'Dielddanuorri – Tjeldsund', 'Dielddanuorri'), number2020: '5412', number2024: '5512' },
  { name: 'Ibestad', number2020: '5413', number2024: '5514' },
  { name: 'Gratangen', number2020: '5414', number2024: '5516' },
  { ...several('Lavangen', 'Loabák – Lavangen', 'Loabák'), number2020: '5415', number2024: '5518' },
  { name: 'Bardu', number2020: '5416', number2024: '5520' },
  { name: 'Salangen', number2020: '5417', number2024: '5522' },
  { name: 'Målselv', number2020: '5418', number2024: '5524' },
  { name: 'Sørreisa', number2020: '5419', number2024: '5526' },
  { name: 'Dyrøy', number2020: '5420', number2024: '5528' },
  { name: 'Senja', number2020: '5421', number2024: '5530' },
  { name: 'Balsfjord', number2020: '5422', number2024: '5532' },
  { name: 'Karlsøy', number2020: '5423', number2024: '5534' },
  { name: 'Lyngen', number2020: '5424', number2024: '5536' },
  { ...several('Storfjord', 'Storfjord – Omasvuotna – Omasvuono', 'Omasvuotna'), number2020: '5425', number2024: '5538' },
  { ...several('Kåfjord', 'Gáivuotna – Kåfjord – Kaivuono', 'Gáivuotna'), number2020: '5426', number2024: '5540' },
  { name: 'Skjervøy', number2020: '5427', number2024: '5542' },
  { ...several('Nordreisa', 'Nordreisa – Ráisa – Raisi', 'Ráisa'), number2020: '5428', number2024: '5544' },
  { name: 'Kvænangen', number2020: '5429', number2024: '5546' },
  { ...several('Kautokeino', 'Guovdageaidnu – Kautokeino', 'Guovdageaidnu'), number2020: '5430', number2024: '5612' },
  { name: 'Loppa', number2020: '5432', number2024: '5614' },
  { name: 'Hasvik', number2020: '5433', number2024: '5616' },
  { name: 'Måsøy', number2020: '5434', number2024: '5618' },
  { name: 'Nordkapp', number2020: '5435', number2024: '5620' },
  { ...several('Porsanger', 'Porsanger – Porsáŋgu – Porsanki', 'Porsáŋgu'), number2020: '5436', number2024: '5622' },
  { ...several('Karasjok', 'Kárášjohka – Karasjok', 'Kárášjohka'), number2020: '5437', number2024: '5610' },
  { name: 'Lebesby', number2020: '5438', number2024: '5624' },
  { name: 'Gamvik', number2020: '5439', number2024: '5626' },
  { name: 'Berlevåg', number2020: '5440', number2024: '5630' },
  { ...several('Tana', 'Deatnu – Tana', 'Deatnu'), number2020: '5441', number2024: '5628' },
  { ...several('Nesseby', 'Unjárga – Nesseby', 'Unjárga'), number2020: '5442', number2024: '5636' },
  { name: 'Båtsfjord', number2020: '5443', number2024: '5632' },
  { name: 'Sør-Varanger', number2020: '5444', number2024: '5605' },
]
