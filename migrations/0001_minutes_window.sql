ALTER TABLE "minutes_revision" ADD COLUMN "window" text;--> statement-breakpoint
ALTER TABLE "minutes_revision" ADD COLUMN "edit" integer;