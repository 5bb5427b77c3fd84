ALTER TABLE "minutes_object" ADD COLUMN "did" text;--> statement-breakpoint
ALTER TABLE "minutes_object" ADD COLUMN "instead" text;--> statement-breakpoint
ALTER TABLE "minutes_object" ADD COLUMN "clock" text;