ALTER TABLE "network" ADD COLUMN "logo" jsonb;--> statement-breakpoint
ALTER TABLE "network" ADD COLUMN "logo_before" jsonb;