CREATE TABLE "minutes_picture" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"media_type" text NOT NULL,
	"size" bigint NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "minutes_picture_meeting_id_index" ON "minutes_picture" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "minutes_picture_item_id_index" ON "minutes_picture" USING btree ("item_id");