CREATE TABLE "transcript" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"began_at" timestamp with time zone,
	"began_from" text,
	"anchors" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"track" text,
	"kept_at" timestamp with time zone,
	"kept_by" uuid,
	"lasts_because" text,
	"uploaded_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "transcript_line" (
	"transcript_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"network_id" uuid NOT NULL,
	"speaker" integer,
	"start" integer NOT NULL,
	"end" integer NOT NULL,
	"text" text NOT NULL,
	"item_id" uuid,
	"by_hand" boolean DEFAULT false NOT NULL,
	"dropped" boolean DEFAULT false NOT NULL,
	CONSTRAINT "transcript_line_transcript_id_number_pk" PRIMARY KEY("transcript_id","number")
);
--> statement-breakpoint
CREATE TABLE "transcript_speaker" (
	"transcript_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"network_id" uuid NOT NULL,
	"label" text NOT NULL,
	"person_id" uuid,
	"name" text,
	CONSTRAINT "transcript_speaker_transcript_id_number_pk" PRIMARY KEY("transcript_id","number")
);
--> statement-breakpoint
CREATE INDEX "transcript_meeting_id_index" ON "transcript" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "transcript_line_item_id_index" ON "transcript_line" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "transcript_speaker_person_id_index" ON "transcript_speaker" USING btree ("person_id");