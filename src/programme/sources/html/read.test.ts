import { describe, expect, test } from 'vitest'
import { told } from '../../../../tests/told.ts'
import { readProgramme } from '../../reader/read.ts'
import { looksLikeHtml, readHtml } from './read.ts'

const read = (html: string) => told(readHtml(html))
const table = (rows: string[][], head = rows.length > 1) =>
  `<table><tbody>${rows.map((row, r) => `<tr>${row.map((cell) => (r === 0 && head ? `<th>${cell}</th>` : `<td>${cell}</td>`)).join('')}</tr>`).join('')}</tbody></table>`

describe('tables on a web page', () => {
  test('columns are known by their names', () => {
    expect(
      read(
        `<h1>Fagdag 2023</h1><h2>Onsdag 8. mars 2023</h2>${table([
          ['Tid', 'Sak', 'Ansvarlig'],
          ['09.00–09.15', 'Velkommen', 'Turid Hovde'],
          ['09.15–10.00', 'Lesing i tre kommuner', 'Arne Moen, Furuset bibliotek<br>Lise Berge'],
          ['10.00–10.15', 'Pause', ''],
          ['10.15–11.00', 'Samlinger på nett', 'Styret'],
        ])}`,
      ),
    ).toEqual([
      '# 2023-03-08 Onsdag 8. mars 2023',
      '09:00–09:15 Velkommen · Turid Hovde',
      '09:15–10:00 Lesing i tre kommuner · Arne Moen <Furuset bibliotek>, Lise Berge',
      '10:00–10:15 Pause',
      '10:15–11:00 Samlinger på nett · Styret',
    ])
  })

  test('start and end may stand in columns of their own', () => {
    expect(
      read(
        table([
          ['Fra', 'Til', 'Hva', 'Hvem', 'Hvor'],
          ['9.00', '9.45', 'Åpning', 'Kari Nes', 'Storsalen'],
          ['9.45', '10', 'Kaffe', '', 'Foajeen'],
        ]),
      ),
    ).toEqual(['09:00–09:45 Åpning (Storsalen) · Kari Nes', '09:45–10:00 Kaffe (Foajeen)'])
  })

  test('a length takes the place of an end', () => {
    expect(
      read(
        table([
          ['Start', 'Varighet', 'Tema'],
          ['10:00', '30 min', 'Status'],
          ['10:30', '1 t 15 min', 'Plan'],
          ['11:45', '45', 'Lunsj'],
        ]),
      ),
    ).toEqual(['10:00–10:30 Status', '10:30–11:45 Plan', '11:45–12:30 Lunsj'])
  })

  test('rooms side by side are parallel, and a break over all columns is for all', () => {
    expect(
      read(`<table><tr><th>Time</th><th>Room A</th><th>Room B</th></tr>
        <tr><td>09:00–09:30</td><td colspan="2">Welcome</td></tr>
        <tr><td>09:30–10:15</td><td>Old maps<br>Graham Pike, Ashford Library</td><td>Story time<br>Wendy Holt</td></tr>
        <tr><td>10:15–10:30</td><td colspan="2">Coffee</td></tr>
        <tr><td>10:30–11:00</td><td rowspan="2">Workshop: binding books</td><td>Reading dogs</td></tr>
        <tr><td>11:00–11:30</td><td>Toddlers and sound</td></tr>
        <tr><td>11:30</td><td>Lunch</td><td>Lunch</td></tr></table>`),
    ).toEqual([
      '09:00–09:30 Welcome',
      '09:30–10:15 Old maps [Room A] · Graham Pike <Ashford Library>',
      '09:30–10:15 Story time [Room B] · Wendy Holt',
      '10:15–10:30 Coffee',
      '10:30–11:30 Workshop: binding books [Room A]',
      '10:30–11:00 Reading dogs [Room B]',
      '11:00–11:30 Toddlers and sound [Room B]',
      '11:30 Lunch',
    ])
  })

  test('days side by side are told day by day', () => {
    expect(
      read(
        `<h1>Kursuke</h1>${table([
          ['', 'Mandag 4. mai 2026', 'Tirsdag 5. mai 2026'],
          ['09.00', 'Registrering', 'Morgenkaffe'],
          ['10.00', 'Katalogen i dag', 'Katalogen i morgen'],
          ['12.00', 'Lunsj', ''],
        ])}`,
      ),
    ).toEqual([
      '# 2026-05-04 Mandag 4. mai 2026',
      '09:00 Registrering',
      '10:00 Katalogen i dag',
      '12:00 Lunsj',
      '# 2026-05-05 Tirsdag 5. mai 2026',
      '09:00 Morgenkaffe',
      '10:00 Katalogen i morgen',
    ])
  })

  test('weekdays in short above halls', () => {
    expect(
      read(`<table><tr><td></td><td colspan="2">Tors 7/5</td><td colspan="2">Fre 8/5</td></tr>
        <tr><td>Tid</td><td>Sal 1</td><td>Sal 2</td><td>Sal 1</td><td>Sal 2</td></tr>
        <tr><td>10.00</td><td>Bokbussen</td><td>Lydbøker</td><td>Skolen</td><td>Arkivet</td></tr>
        <tr><td>11.00</td><td colspan="2">Pause</td><td colspan="2">Lunsj</td></tr></table>`),
    ).toEqual([
      '# Tors 7/5',
      '10:00 Bokbussen [Sal 1]',
      '10:00 Lydbøker [Sal 2]',
      '11:00 Pause',
      '# Fre 8/5',
      '10:00 Skolen [Sal 1]',
      '10:00 Arkivet [Sal 2]',
      '11:00 Lunsj',
    ])
  })

  test('times across the top', () => {
    expect(
      read(
        table([
          ['', '09.00–10.00', '10.15–11.00'],
          ['Sal A', 'Katalogen', 'Fjernlån'],
          ['Sal B', 'Barnebøker', 'Spill'],
        ]),
      ),
    ).toEqual([
      '09:00–10:00 Katalogen [Sal A]',
      '09:00–10:00 Barnebøker [Sal B]',
      '10:15–11:00 Fjernlån [Sal A]',
      '10:15–11:00 Spill [Sal B]',
    ])
  })

  test('a time that spans rows holds for each', () => {
    expect(
      read(`<table><tr><th>Tid</th><th>Hva</th><th>Rom</th></tr>
        <tr><td rowspan="2">10.00–11.00</td><td>Poesi for barn</td><td>Sal 1</td></tr><tr><td>Data for voksne</td><td>Sal 2</td></tr>
        <tr><td>11.00</td><td>Lunsj</td><td></td></tr></table>`),
    ).toEqual(['10:00–11:00 Poesi for barn (Sal 1)', '10:00–11:00 Data for voksne (Sal 2)', '11:00 Lunsj'])
  })

  test('points under a session that spans rows', () => {
    expect(
      read(`<table><tr><th>Tid</th><th>Program</th></tr>
        <tr><td rowspan="3">10.00–11.00</td><td>Korte innlegg</td></tr><tr><td>Bøker på hjul</td></tr><tr><td>Nattåpent</td></tr></table>`),
    ).toEqual(['10:00–11:00 Korte innlegg − Bøker på hjul − Nattåpent'])
  })

  test('without names above, columns are known by what stands in them', () => {
    expect(
      read(
        table(
          [
            ['09.00 – 09.30', 'Registrering', ''],
            ['09.30 – 10.15', 'Hva er et bibliotek?', 'Marit Dahl'],
            ['10.15 – 11.00', 'Ut av huset', 'Ola Krog'],
          ],
          false,
        ),
      ),
    ).toEqual(['09:00–09:30 Registrering', '09:30–10:15 Hva er et bibliotek? · Marit Dahl', '10:15–11:00 Ut av huset · Ola Krog'])
  })

  test('a date column parts the days', () => {
    expect(
      read(
        table([
          ['Dato', 'Kl', 'Tema'],
          ['3.5.2024', '10-11', 'Oppstart'],
          ['', '11-12', 'Samtale'],
          ['4.5.2024', '9-10', 'Rundgang'],
        ]),
      ),
    ).toEqual([
      '# 2024-05-03 3.5.2024',
      '10:00–11:00 Oppstart',
      '11:00–12:00 Samtale',
      '# 2024-05-04 4.5.2024',
      '09:00–10:00 Rundgang',
    ])
  })

  test('a row over the whole table names the day below it', () => {
    expect(
      read(`<table><tr><td>Tid</td><td>Programpunkt</td></tr><tr><td colspan="2">Torsdag 6. juni 2024</td></tr><tr><td>12.00</td><td>Lunsj</td></tr>
        <tr><td colspan="2">Fredag 7. juni 2024</td></tr><tr><td>09.00</td><td>Frokost</td></tr></table>`),
    ).toEqual(['# 2024-06-06 Torsdag 6. juni 2024', '12:00 Lunsj', '# 2024-06-07 Fredag 7. juni 2024', '09:00 Frokost'])
  })

  test('two days in two cells', () => {
    expect(
      read(
        '<table><tr><td>Torsdag 6. juni 2024</td><td>Fredag 7. juni 2024</td></tr><tr><td>10.00 Åpning<br>11.00 Foredrag om kart</td><td>09.00 Kaffe<br>10.00 Avslutning</td></tr></table>',
      ),
    ).toEqual([
      '# 2024-06-06 Torsdag 6. juni 2024',
      '10:00 Åpning',
      '11:00 Foredrag om kart',
      '# 2024-06-07 Fredag 7. juni 2024',
      '09:00 Kaffe',
      '10:00 Avslutning',
    ])
  })
})

describe('what programs put on the clipboard', () => {
  test('Word: its own namespaces, conditional comments, list markers and empty paragraphs', () => {
    const word = `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta name=Generator content="Microsoft Word 15"><!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm;} --></style></head><body lang=NO-BOK><!--StartFragment-->
<p class=MsoNormal><b><span style='font-size:16.0pt'>Nettverksmøte, 12. november 2024<o:p></o:p></span></b></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal>10.00<span style='mso-tab-count:1'>&nbsp;&nbsp;&nbsp; </span>Velkommen<o:p></o:p></p>
<p class=MsoNormal>10.15<span style='mso-tab-count:1'>&nbsp;&nbsp;&nbsp; </span>Runde rundt bordet<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>Nytt fra Vik</p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span><![endif]>Nytt fra
Dal</p>
<p class=MsoNormal>11.00<span style='mso-tab-count:1'>&nbsp;&nbsp;&nbsp; </span>Lunsj <span style='mso-hide:all'>skjult</span><o:p></o:p></p><!--EndFragment--></body></html>`
    expect(read(word)).toEqual([
      '# 2024-11-12 12. november 2024',
      '10:00 Velkommen',
      '10:15 Runde rundt bordet − Nytt fra Vik − Nytt fra Dal',
      '11:00 Lunsj',
    ])
    expect(readProgramme(readHtml(word)).title).toBe('Nettverksmøte, 12. november 2024')
  })

  test('Outlook: layout tables around a table', () => {
    expect(
      read(`<div class="WordSection1"><table class="MsoNormalTable" border="0" cellspacing="0"><tr><td style="padding:0"><p class="MsoNormal">Hei alle!</p>
        <table class="MsoTableGrid"><tr><td><p class="MsoNormal">Kl. 09.30</p></td><td><p class="MsoNormal">Kaffe</p></td></tr>
        <tr><td><p class="MsoNormal">Kl. 10.00</p></td><td><p class="MsoNormal">Årsmøte</p><p class="MsoNormal">v/ Sissel Lund</p></td></tr></table>
        <p class="MsoNormal">Hilsen Berit</p></td></tr></table></div>`),
    ).toEqual(['09:30 Kaffe', '10:00 Årsmøte · Sissel Lund'])
  })

  test('Google Docs: one bold element that is not bold', () => {
    expect(
      read(`<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-0f1e-77"><h1 dir="ltr">Workshop, 3 October 2025</h1>
        <p dir="ltr" style="line-height:1.38;margin-top:0pt;margin-bottom:0pt;"><span>9:00 – 9:30</span><span> Arrival and coffee</span></p><br />
        <p dir="ltr" style="line-height:1.38;margin-top:0pt;margin-bottom:0pt;"><span>9:30 – 11:00 Mapping the stacks</span></p>
        <ul><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>Shelf by shelf</span></p></li><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>Room by room</span></p></li></ul></b>`),
    ).toEqual([
      '# 2025-10-03 3 October 2025',
      '09:00–09:30 Arrival and coffee',
      '09:30–11:00 Mapping the stacks − Shelf by shelf − Room by room',
    ])
  })

  test('WordPress: blocks, a table in a figure, lines parted by br', () => {
    expect(
      read(`<!-- wp:heading --><h2 class="wp-block-heading">Program lørdag 14. september 2024</h2><!-- /wp:heading -->
        <!-- wp:table --><figure class="wp-block-table"><table><tbody><tr><td><strong>kl. 11</strong></td><td>Dørene åpner</td></tr><tr><td><strong>kl. 12–13</strong></td><td>Konsert med Trio Fjære</td></tr></tbody></table></figure><!-- /wp:table -->
        <!-- wp:paragraph --><p>13.30 Suppe<br>14.00 Bokbad</p><!-- /wp:paragraph -->`),
    ).toEqual([
      '# 2024-09-14 lørdag 14. september 2024',
      '11:00 Dørene åpner',
      '12:00–13:00 Konsert med Trio Fjære',
      '13:30 Suppe',
      '14:00 Bokbad',
    ])
  })

  test('Excel and browsers on Windows: a head of their own before the HTML', () => {
    const html = `Version:1.0\r\nStartHTML:0000000105\r\nEndHTML:0000000400\r\n<html><body>\r\n<table><!--StartFragment--><col width=64><tr><td>Tid</td><td>Hva</td></tr><tr><td>08:30</td><td>Frokostmøte</td></tr><!--EndFragment--></table></body></html>`
    expect(looksLikeHtml(html)).toBe(true)
    expect(read(html)).toEqual(['08:30 Frokostmøte'])
  })
})

test('HTML that begins in the middle of a sentence is HTML, a text that mentions a tag is not', () => {
  expect(looksLikeHtml('Hei alle!<br>09.00 Kaffe<br>10.00 Møte<br><br>Hilsen Liv')).toBe(true)
  expect(looksLikeHtml('Kurs i HTML\n09.00 Vi lærer <p> og <br>\n10.00 Lister: <ul>\n11.00 Slutt')).toBe(false)
})

describe('saved pages', () => {
  test('ways to other pages, scripts and what is hidden are left out', () => {
    const lines = readHtml(`<!doctype html><html><head><title>Side</title><script>var t = "09.00 Ikke dette"</script></head><body>
      <header><nav><ul><li>Hjem</li><li>09.00 Meny</li></ul></nav><h1>Vårseminaret 2024</h1></header>
      <div class="cookie-banner">Vi bruker informasjonskapsler</div>
      <main><p>Torsdag 11. april 2024</p><div class="row"><div>09:00</div><div>Registrering</div></div><div class="row"><div>09:30</div><div>Innledning</div></div>
      <p hidden>10.00 Utkast</p><p style="display:none">11.00 Skjult</p><p>12.00 <del>Pause</del> Lunsj</p></main><footer>Telefon 12.00–14.00</footer></body></html>`)
    expect(told(lines)).toEqual(['# 2024-04-11 Torsdag 11. april 2024', '09:00 Registrering', '09:30 Innledning', '12:00 Lunsj'])
    expect(readProgramme(lines).title).toBe('Vårseminaret 2024')
    expect(JSON.stringify(lines)).not.toMatch(/Ikke dette|Meny|kapsler|Utkast|Skjult|Pause|Telefon/)
  })

  test('definition lists and time elements', () => {
    expect(
      read(
        '<dl><dt><time datetime="2024-05-03T10:00">10.00</time></dt><dd>Åpning</dd><dd>v/ Nina Holm</dd><dt><time datetime="2024-05-03T11:30"></time></dt><dd>Lunsj</dd></dl>',
      ),
    ).toEqual(['10:00 Åpning · Nina Holm', '11:30 Lunsj'])
  })

  test('elements that only a style sheet sets apart', () => {
    expect(
      read(
        '<ul><li><span class="t">09:00</span><span class="h">Velkommen</span></li><li><span class="t">09:15</span><span class="h">Om kart</span></li></ul>',
      ),
    ).toEqual(['09:00 Velkommen', '09:15 Om kart'])
  })

  test('a heading over each session, with the time below it', () => {
    expect(
      read(
        '<h2>Monday 2 June 2025</h2><h3>Doors open</h3><p>08:30–09:00</p><h3>Paper and light</h3><p>09:00–09:45</p><p>Ivy Marsh, Helm Library</p><h3>Lunch</h3><p>12:00–13:00</p>',
      ),
    ).toEqual([
      '# 2025-06-02 Monday 2 June 2025',
      '08:30–09:00 Doors open',
      '09:00–09:45 Paper and light · Ivy Marsh <Helm Library>',
      '12:00–13:00 Lunch',
    ])
  })

  test('cards: time and room above a heading that is the title, or below it', () => {
    const items = [
      '# 2025-06-02 Monday 2 June 2025',
      '08:30–09:00 Doors open (Lobby)',
      '09:00–09:45 Paper and light (Room 2) · Ivy Marsh <Helm Library>',
      '12:00–13:00 Lunch (Lobby)',
    ]
    const card = (time: string, room: string, title: string, who = '') =>
      `<article><div><time>${time}</time><span class="room">${room}</span></div><h4>${title}</h4><p>${who}</p></article>`
    expect(
      read(
        `<h2>Monday 2 June 2025</h2>${card('08:30 – 09:00', 'Lobby', 'Doors open')}${card('09:00 – 09:45', 'Room 2', 'Paper and light', 'Ivy Marsh, Helm Library')}${card('12:00 – 13:00', 'Lobby', 'Lunch')}`,
      ),
    ).toEqual(items)
    expect(
      read(
        '<h2>Monday 2 June 2025</h2><h3>Doors open</h3><p>08:30–09:00, Lobby</p><h3>Paper and light</h3><p>09:00–09:45 | Room 2</p><p>Ivy Marsh, Helm Library</p><h3>Lunch</h3><p>12:00–13:00 Lobby</p>',
      ),
    ).toEqual(items)
  })

  test('the page is called what its highest heading says, however much stands above', () => {
    const page = `<html><body><div id="menu"><ul><li>Forsiden</li></ul></div><div>${'<p>Nyhet</p>'.repeat(9)}</div><p>Hjem &gt; Kurs</p><h1>Bibliotekdagene 2024</h1><p>10.00 Åpning</p><p>11.00 Slutt</p><div class="footer">09.00–15.00</div></body></html>`
    expect(readProgramme(readHtml(page)).title).toBe('Bibliotekdagene 2024')
    expect(read(page)).toEqual(['10:00 Åpning', '11:00 Slutt'])
  })

  test('a heading behind the programme ends it', () => {
    expect(
      read('<h2>Program</h2><p>10.00 Åpning</p><p>11.00 Debatt</p><h2>Våre gjester</h2><p>Nina Holm skriver om kart.</p>'),
    ).toEqual(['10:00 Åpning', '11:00 Debatt'])
  })

  test('minutes raised above the line', () => {
    expect(read('<p>9<sup>00</sup>–9<sup>45</sup> Om kart</p><p>10<sup>00</sup> Pause</p>')).toEqual([
      '09:00–09:45 Om kart',
      '10:00 Pause',
    ])
  })
})

describe('HTML that was made to break a reader', () => {
  test.each([
    ['a hundred thousand elements in each other', `${'<div>'.repeat(100_000)}09.00 Velkommen${'</div>'.repeat(100_000)}`],
    ['a hundred thousand that never end', `09.00 Velkommen${'<b>'.repeat(100_000)}`],
    [
      'a tag of half a million attributes',
      `<p ${Array.from({ length: 500_000 }, (_, i) => `a${i}`).join(' ')}>09.00 Velkommen</p>`,
    ],
    ['tables in tables', `${'<table><tr><td>'.repeat(5000)}09.00 Velkommen`],
    [
      'a cell over a billion rows',
      '<table><tr><td rowspan="999999999" colspan="999999999">09.00</td><td>Velkommen</td></tr></table>',
    ],
    ['comments that never end', `09.00 Velkommen${'<!-- '.repeat(100_000)}`],
  ])('%s', (_what, html) => {
    const began = performance.now()
    expect(told(readHtml(html))[0]).toContain('Velkommen')
    expect(performance.now() - began).toBeLessThan(3000)
  })
})
