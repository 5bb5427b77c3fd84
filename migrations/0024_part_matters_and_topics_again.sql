ALTER TABLE "matter" ADD COLUMN "moved" jsonb;--> statement-breakpoint
ALTER TABLE "topic" ADD COLUMN "moved" jsonb;