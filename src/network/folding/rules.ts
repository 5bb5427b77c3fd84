/** Names as they are compared: "Bjørn  Åge Nilsen" and "BJORN AAGE NILSEN" are the same. Pure. */

const letters: Readonly<Record<string, string>> = { æ: 'ae', ø: 'o', å: 'a', đ: 'd', ŋ: 'n', ŧ: 't', ö: 'o', ä: 'ae' }

/** Small letters without marks, words parted by one space, signs left out. "aa" is an old "å". */
export const folded = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFC')
    .replace(/[æøåđŋŧöä]/g, (letter) => letters[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .replace(/aa/g, 'a')
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim()
