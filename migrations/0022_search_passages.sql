CREATE TABLE "search_indexed" (
	"unit" text PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"revision" bigint NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_passage" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"unit" text NOT NULL,
	"kind" text NOT NULL,
	"source_id" uuid NOT NULL,
	"meeting_id" uuid,
	"item_id" uuid,
	"series_id" uuid,
	"organisation_id" uuid,
	"day" date NOT NULL,
	"level" smallint NOT NULL,
	"locale" text NOT NULL,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"place" jsonb NOT NULL,
	"digest" text NOT NULL,
	"words" "tsvector" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_span" (
	"network_id" uuid PRIMARY KEY NOT NULL,
	"passages" integer NOT NULL,
	"since" date[] NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_vocabulary" (
	"network_id" uuid NOT NULL,
	"word" text NOT NULL,
	"stem" text NOT NULL,
	"count" integer NOT NULL,
	"trigrams" text[] NOT NULL,
	CONSTRAINT "search_vocabulary_network_id_word_pk" PRIMARY KEY("network_id","word")
);
--> statement-breakpoint
CREATE INDEX "search_passage_words" ON "search_passage" USING gin ("words") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "search_passage_day" ON "search_passage" USING btree ("network_id","day" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "search_passage_kind" ON "search_passage" USING btree ("network_id","kind","day" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "search_passage_unit" ON "search_passage" USING btree ("unit");--> statement-breakpoint
CREATE INDEX "search_vocabulary_stem" ON "search_vocabulary" USING btree ("network_id","stem");--> statement-breakpoint
CREATE INDEX "search_vocabulary_trigrams" ON "search_vocabulary" USING gin ("trigrams") WITH (fastupdate=false);