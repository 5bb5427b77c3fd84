CREATE TABLE "mail_pattern" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid,
	"text" text NOT NULL,
	"html" text,
	"headers" jsonb,
	"marks" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "mail" ADD COLUMN "pattern_id" uuid;--> statement-breakpoint
ALTER TABLE "mail" ADD COLUMN "fills" jsonb;--> statement-breakpoint
CREATE INDEX "mail_pattern_network_id_index" ON "mail_pattern" USING btree ("network_id");--> statement-breakpoint
CREATE INDEX "mail_pattern_id_index" ON "mail" USING btree ("pattern_id");