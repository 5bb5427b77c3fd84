import { defineConfig } from 'drizzle-kit'

// Only makes migrations (npm run migration); the program itself applies them at start.
export default defineConfig({
  dialect: 'postgresql',
  schema: './src/**/tables.ts',
  out: './migrations',
  casing: 'snake_case',
  schemaFilter: ['public', 'auth'],
})
