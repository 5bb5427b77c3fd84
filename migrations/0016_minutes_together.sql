CREATE TABLE "minutes_live" (
	"minutes_id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"life" uuid NOT NULL,
	"state" "bytea" NOT NULL,
	"vector" "bytea" NOT NULL,
	"covered" integer DEFAULT 0 NOT NULL,
	"seq" integer DEFAULT 0 NOT NULL,
	"authors" uuid[] DEFAULT '{}' NOT NULL,
	"owner" uuid,
	"address" text,
	"owned_until" timestamp with time zone,
	"writers" uuid[] DEFAULT '{}' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "minutes_update" (
	"minutes_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"network_id" uuid NOT NULL,
	"bytes" "bytea" NOT NULL,
	"author" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "minutes_update_minutes_id_seq_pk" PRIMARY KEY("minutes_id","seq")
);
--> statement-breakpoint
ALTER TABLE "minutes_revision" ADD COLUMN "authors" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE INDEX "minutes_live_network_id_index" ON "minutes_live" USING btree ("network_id");