ALTER TABLE "appearance" ADD COLUMN "confirm_asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "appearance" ADD COLUMN "confirmed_at" timestamp with time zone;