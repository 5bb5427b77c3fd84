/**
 * Every route, walked as everyone. A route that is not in the table fails, and so does an answer that lets in more or fewer
 * than the table says. What is not for someone answers 404 (or 403, or leads to sign-in), never anything else.
 */
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actionLinkPath } from '#actions/rules.ts'
import { action, actionLink } from '#actions/tables.ts'
import { type Actor, personActor } from '#actor.ts'
import { type Addressed, decisionAddress } from '#decisions/rules.ts'
import { giveCaptions } from '#materials/captions/writes.ts'
import { speakerLink } from '#materials/speakerlink/rules.ts'
import { preview, previewPage } from '#materials/tables.ts'
import { addAddress, addFile, publishMaterial } from '#materials/writes.ts'
import { linkItems, makeTopic } from '#matters/topics/writes.ts'
import { followItem } from '#matters/writes.ts'
import { itemPath, type MeetingRow, readMeeting } from '#meeting/reads.ts'
import { isMeetingSlug } from '#meeting/rules.ts'
import { grantMeetingRole, invite, publish, setAudience, setSpeakerTerms } from '#meeting/writes.ts'
import { beginThread } from '#minutes/comments/writes.ts'
import { keepPicture } from '#minutes/pictures/writes.ts'
import { publish as publishMinutes } from '#minutes/state/writes.ts'
import { correction, minutes, minutesObject } from '#minutes/tables.ts'
import { takeIn } from '#minutes/transcript/writes.ts'
import { openMinutes, save } from '#minutes/writes.ts'
import { logoName } from '#network/logo/rules.ts'
import { networkSlug } from '#network/rules.ts'
import { type Logo, membership, network, organisation } from '#network/tables.ts'
import { confirmLink, followingLink } from '#notices/link/rules.ts'
import { follower, notice } from '#notices/tables.ts'
import { person } from '#people/tables.ts'
import { openConsultation, sendInput } from '#plans/consultation/writes.ts'
import { addGoal } from '#plans/goals/writes.ts'
import { addIndicator } from '#plans/indicators/writes.ts'
import { addMeasure } from '#plans/measures/writes.ts'
import { adopt as adoptPlan } from '#plans/versions/writes.ts'
import { addPlan, setPublished } from '#plans/writes.ts'
import { newId } from '#platform/db/id.ts'
import { NotFound } from '#platform/errors.ts'
import { mail } from '#platform/mail/tables.ts'
import { addDay } from '#programme/days/writes.ts'
import { emptyEdit } from '#programme/forms.ts'
import { createMeetingFromText } from '#programme/intake/writes.ts'
import { item } from '#programme/tables.ts'
import { addItem } from '#programme/writes.ts'
import { send } from '#questions/writes.ts'
import { registrationLink } from '#registration/link/rules.ts'
import { answerFile, attendanceItem, registration, registrationForm } from '#registration/tables.ts'
import { comeIn } from '#room/entry/writes.ts'
import { addName } from '#room/floor/writes.ts'
import { pollForm } from '#room/polls/forms.ts'
import { makePoll, openPoll } from '#room/polls/writes.ts'
import { conference } from './conference.ts'
import { everyone, makeWorld, type Who, type World } from './world.ts'

type Visitor = Who | 'visitor' | 'chair' | 'minuteTaker' | 'guest'
const walkers: readonly Visitor[] = ['visitor', ...everyone, 'chair', 'minuteTaker', 'guest']

const all = walkers
const signedIn = walkers.filter((one) => one !== 'visitor')
const members: readonly Visitor[] = ['member', 'organiser', 'owner']
const organisers: readonly Visitor[] = ['organiser', 'owner']
const owners: readonly Visitor[] = ['owner']
const operators: readonly Visitor[] = ['operator']
const writers: readonly Visitor[] = ['organiser', 'owner', 'chair', 'minuteTaker']
/** Those whom the meeting is for, signed in. */
const inside: readonly Visitor[] = [...writers, 'member', 'guest']
/** Who lead meetings. */
const chairs: readonly Visitor[] = ['organiser', 'owner', 'chair']
/** With a secret in the address: who walks does not matter. */
const bearers = walkers

/** Who gets in. The meeting is published and public; drafts and closed audiences are walked apart, below. */
const table: Record<string, readonly Visitor[]> = {
  'GET /healthz': all,
  'GET /readyz': all,
  'GET /': all,
  'GET /sign-in': all,
  'POST /sign-in': all,
  'GET /sign-in/sent': all,
  'GET /sign-in/link/:token': all,
  'POST /sign-in/link/:token': all,
  'POST /sign-in/sample': [],
  'POST /sign-out': all,
  'GET /me': signedIn,
  'POST /me': signedIn,
  'GET /me/calendars': signedIn,
  // Without a network that they belong to there is nothing to make.
  'POST /me/calendars': signedIn,
  'POST /me/calendars/end': signedIn,
  'GET /calendar/:token': [],
  'GET /me/data': signedIn,
  'GET /me/data.zip': signedIn,
  'GET /me/erase': signedIn,
  'POST /me/erase': signedIn,
  // The page says of a link that it holds no more; nobody here has asked for one.
  'GET /me/erase/:token': all,
  'POST /me/erase/:token': [],
  'GET /privacy/erase': operators,
  'POST /privacy/erase': operators,
  'GET /me/sessions': signedIn,
  'POST /me/sessions/end': signedIn,
  'POST /me/sessions/end-others': signedIn,
  'POST /me/sessions/end-all': signedIn,
  'GET /me/following': signedIn,
  // One stops what one follows oneself, and nobody has said which.
  'POST /me/following/stop-one': [],
  'POST /me/following/hour': [],
  'POST /me/following/stop': [],
  'GET /following/confirm/:wish': bearers,
  'POST /following/confirm/:wish': bearers,
  'GET /following/:link': bearers,
  'GET /following/:link/stop': bearers,
  'POST /following/:link/stop-one': bearers,
  'POST /following/:link/hour': bearers,
  'POST /following/:link/stop': bearers,
  'GET /networks/new': operators,
  'POST /networks/new': operators,
  'GET /outbox': operators,
  'GET /outbox/:mail': [],
  'POST /outbox/:mail/send': [],
  'POST /outbox/:mail/stop': [],
  'GET /:network': all,
  'GET /:network/settings': owners,
  'GET /:network/settings/logo': owners,
  // Before it is taken away.
  'GET /files/logos/:networkId/:logo': all,
  'POST /:network/settings/logo': owners,
  'POST /:network/settings/logo/remove': owners,
  'POST /:network/settings/logo/undo': owners,
  'POST /:network/settings': owners,
  'POST /:network/settings/series': owners,
  'GET /:network/settings/privacy': owners,
  'POST /:network/settings/privacy': owners,
  'GET /:network/privacy': all,
  'GET /:network/about': all,
  // Whoever takes it, it holds what a signed-out visitor may read.
  'GET /:network/archive': all,
  'GET /:network/archive/network.zip': all,
  'GET /:network/series/:series/archive.zip': all,
  'GET /:network/:meeting/archive.zip': all,
  'POST /:network/archive/full.zip': owners,
  'GET /:network/statistics': members,
  'GET /:network/statistics/all.xlsx': organisers,
  'GET /:network/settings/keeping': owners,
  'POST /:network/settings/keeping': owners,
  'GET /:network/settings/due': owners,
  'POST /:network/settings/due': owners,
  'POST /:network/settings/due/list': owners,
  // Nothing is due.
  'POST /:network/settings/due/:document/back': [],
  'GET /:network/privacy/erase': owners,
  'POST /:network/privacy/erase': owners,
  'GET /:network/people': members,
  'POST /:network/people': owners,
  'GET /:network/people/doubles': owners,
  // Nobody has said which two.
  'GET /:network/people/doubles/compare': owners,
  'POST /:network/people/doubles': owners,
  'POST /:network/people/doubles/apart': owners,
  'POST /:network/people/doubles/likely': owners,
  'GET /:network/people/import': owners,
  'POST /:network/people/import': owners,
  'POST /:network/people/import/undo': owners,
  'GET /:network/people/all.csv': owners,
  'GET /:network/people/all.xlsx': owners,
  'GET /:network/people/me': members,
  'POST /:network/people/me': members,
  'POST /:network/people/me/photo': members,
  'POST /:network/people/me/photo/remove': members,
  'GET /:network/people/:member': members,
  // They have sent none.
  'GET /:network/people/:member/photo': [],
  'GET /:network/people/:member/edit': owners,
  'POST /:network/people/:member': owners,
  'POST /:network/people/:member/job': owners,
  // There was no change of job.
  'POST /:network/people/:member/job/undo': [],
  // There is no address to write to.
  'POST /:network/people/:member/invite': [],
  'POST /:network/people/:member/withdraw': owners,
  'POST /:network/people/:member/restore': owners,
  'GET /:network/organisations': members,
  'GET /:network/organisations/doubles': organisers,
  'GET /:network/organisations/doubles/compare': organisers,
  'POST /:network/organisations/doubles': organisers,
  'POST /:network/organisations/doubles/apart': organisers,
  'POST /:network/organisations/doubles/likely': organisers,
  'GET /:network/organisations/import': organisers,
  'POST /:network/organisations/import': organisers,
  'POST /:network/organisations/import/undo': organisers,
  'GET /:network/organisations/all.csv': organisers,
  'GET /:network/organisations/all.xlsx': organisers,
  'GET /:network/organisations/new': organisers,
  'POST /:network/organisations/new': organisers,
  'GET /:network/organisations/:organisation': organisers,
  'POST /:network/organisations/:organisation': organisers,
  'POST /:network/organisations/:organisation/remove': organisers,
  'POST /:network/organisations/:organisation/restore': organisers,
  'GET /:network/outbox': owners,
  'GET /:network/outbox/:mail': owners,
  // There is no mail server here, and no sample.
  'POST /:network/outbox/:mail/send': [],
  'POST /:network/outbox/:mail/stop': [],
  'POST /:network/outbox/send-failed': [],
  'GET /:network/remove-sample': [],
  'POST /:network/remove-sample': [],
  // Whoever is not signed in is led to a form for their address.
  'POST /:network/follow': all,
  'GET /:network/follow': all,
  'POST /:network/unfollow': signedIn,
  'GET /:network/series/:series': all,
  'GET /:network/series/:series/calendar.ics': all,
  'GET /:network/calendar.ics': all,
  'GET /:network/feed.atom': all,
  'GET /:network/feed.json': all,
  'GET /:network/series/:series/feed.atom': all,
  'GET /:network/series/:series/feed.json': all,
  'GET /:network/:meeting/feed.atom': all,
  'GET /:network/:meeting/feed.json': all,
  'GET /:network/series/:series/edit': organisers,
  'POST /:network/series/:series/edit': organisers,
  // It has a meeting.
  'POST /:network/series/:series/remove': [],
  'POST /:network/series/restore': organisers,
  'GET /:network/search': all,
  'GET /:network/search/words': all,
  'GET /:network/decisions': all,
  'GET /:network/decisions/all.csv': all,
  'GET /:network/decisions/all.xlsx': all,
  'GET /:network/decisions/:decision': all,
  'GET /:network/plans': all,
  'GET /:network/plans/new': organisers,
  'POST /:network/plans/new': organisers,
  'POST /:network/plans/restore': organisers,
  'GET /:network/plans/:plan': all,
  'GET /:network/plans/:plan/updates': all,
  'GET /:network/plans/:plan/show': all,
  'GET /:network/plans/:plan/year/:year': all,
  'GET /:network/plans/:plan/edit': organisers,
  'POST /:network/plans/:plan/edit': organisers,
  'POST /:network/plans/:plan/publish': organisers,
  'POST /:network/plans/:plan/remove': organisers,
  'POST /:network/plans/:plan/goals': organisers,
  'POST /:network/plans/:plan/goals/restore': organisers,
  'GET /:network/plans/:plan/goals/:goal/edit': organisers,
  'POST /:network/plans/:plan/goals/:goal/edit': organisers,
  'POST /:network/plans/:plan/goals/:goal/move': organisers,
  'POST /:network/plans/:plan/goals/:goal/remove': organisers,
  'POST /:network/plans/:plan/measures': organisers,
  'POST /:network/plans/:plan/measures/restore': organisers,
  'GET /:network/plans/:plan/measures/:measure': all,
  'GET /:network/plans/:plan/measures/:measure/edit': organisers,
  'POST /:network/plans/:plan/measures/:measure/edit': organisers,
  'POST /:network/plans/:plan/measures/:measure/period': organisers,
  'POST /:network/plans/:plan/measures/:measure/owners': organisers,
  'POST /:network/plans/:plan/measures/:measure/owners/remove': organisers,
  'POST /:network/plans/:plan/measures/:measure/move': organisers,
  'POST /:network/plans/:plan/measures/:measure/remove': organisers,
  // The measure rests with nobody here; src/plans walks those it rests with.
  'POST /:network/plans/:plan/measures/:measure/updates': organisers,
  'POST /:network/plans/:plan/measures/:measure/updates/remove': organisers,
  'POST /:network/plans/:plan/measures/:measure/updates/restore': organisers,
  'GET /:network/plans/:plan/measures/:measure/links': organisers,
  'POST /:network/plans/:plan/measures/:measure/links': organisers,
  'POST /:network/plans/:plan/measures/:measure/links/remove': organisers,
  // Of what it is to be is not in the address; src/plans walks it.
  'GET /:network/plans/:plan/indicators/new': [],
  'POST /:network/plans/:plan/indicators': [],
  'POST /:network/plans/:plan/indicators/restore': organisers,
  'GET /:network/plans/:plan/indicators/:indicator/edit': organisers,
  'POST /:network/plans/:plan/indicators/:indicator/edit': organisers,
  'POST /:network/plans/:plan/indicators/:indicator/remove': organisers,
  'GET /:network/plans/:plan/indicators/:indicator/readings/new': organisers,
  'POST /:network/plans/:plan/indicators/:indicator/readings': organisers,
  'POST /:network/plans/:plan/indicators/:indicator/readings/remove': organisers,
  'POST /:network/plans/:plan/indicators/:indicator/readings/restore': organisers,
  'GET /:network/plans/:plan/consultation': all,
  'GET /:network/plans/:plan/consultation.csv': organisers,
  'GET /:network/plans/:plan/consultation.xlsx': organisers,
  // One is open: they are told what is wrong with what they sent.
  'POST /:network/plans/:plan/consultation/open': organisers,
  'POST /:network/plans/:plan/consultation/change': organisers,
  'POST /:network/plans/:plan/consultation/letter': organisers,
  'POST /:network/plans/:plan/consultation/close': organisers,
  'POST /:network/plans/:plan/consultation/inputs': members,
  // It is the member's own.
  'POST /:network/plans/:plan/consultation/inputs/:said': ['member'],
  'POST /:network/plans/:plan/consultation/inputs/:said/remove': ['member'],
  'POST /:network/plans/:plan/consultation/inputs/:said/restore': ['member'],
  'POST /:network/plans/:plan/consultation/inputs/:said/answer': organisers,
  'GET /:network/plans/:plan/versions': all,
  'GET /:network/plans/:plan/versions/:version': all,
  'POST /:network/plans/:plan/versions': organisers,
  'GET /:network/plans/:plan/report/:year.pdf': all,
  'GET /:network/plans/:plan/report/:year.docx': all,
  'GET /:network/plans/import': organisers,
  'POST /:network/plans/import': organisers,
  'GET /:network/new': organisers,
  'POST /:network/new': organisers,
  'GET /:network/new/from': organisers,
  'POST /:network/new/from': organisers,
  'GET /:network/templates': organisers,
  'GET /:network/speakers': all,
  'GET /:network/speakers/:speaker': all,
  'POST /:network/:meeting/template': organisers,
  'GET /:network/:meeting': all,
  'GET /:network/:meeting/:item': all,
  'GET /:network/:meeting/schedule.xml': all,
  'GET /:network/:meeting/schedule.json': all,
  'GET /:network/:meeting/programme.pdf': all,
  'GET /:network/:meeting/programme.docx': all,
  'GET /:network/:meeting/programme.txt': all,
  'GET /:network/:meeting/programme.csv': all,
  // Whoever has no code is asked for one, and told what is wrong with the one they have.
  'GET /k': all,
  'POST /k': all,
  'GET /k/:code': all,
  'POST /k/:code': all,
  'GET /:network/:meeting/room': all,
  'GET /:network/:meeting/room/mine': all,
  'POST /:network/:meeting/room/enter': all,
  'GET /:network/:meeting/chair': chairs,
  'GET /:network/:meeting/chair/settings': chairs,
  'POST /:network/:meeting/chair/settings/code': chairs,
  'POST /:network/:meeting/chair/settings/guests': chairs,
  'POST /:network/:meeting/chair/people/:participant/mute': chairs,
  // Only guests are shown out.
  'POST /:network/:meeting/chair/people/:participant/out': [],
  'POST /:network/:meeting/chair/show/start': chairs,
  'POST /:network/:meeting/chair/show/drop': chairs,
  'POST /:network/:meeting/chair/show/keep': chairs,
  'POST /:network/:meeting/chair/show/pause': chairs,
  'POST /:network/:meeting/chair/show/resume': chairs,
  'POST /:network/:meeting/chair/show/extend': chairs,
  'POST /:network/:meeting/chair/show/replan': chairs,
  'POST /:network/:meeting/chair/show/end': chairs,
  'POST /:network/:meeting/chair/show/undo': chairs,
  'POST /:network/:meeting/room/polls/:poll/vote': signedIn,
  'POST /:network/:meeting/room/signals': signedIn,
  'POST /:network/:meeting/room/questions': signedIn,
  'POST /:network/:meeting/room/questions/:input/wonder': signedIn,
  // Whoever asked: here it was the organiser.
  'POST /:network/:meeting/room/questions/:input/withdraw': ['organiser'],
  'POST /:network/:meeting/room/questions/:input/restore': ['organiser'],
  'POST /:network/:meeting/chair/questions': chairs,
  'POST /:network/:meeting/chair/questions/:input/turn': chairs,
  'POST /:network/:meeting/chair/questions/:input/answering': chairs,
  'POST /:network/:meeting/chair/questions/:input/answer': chairs,
  'POST /:network/:meeting/chair/questions/:input/merge': chairs,
  'POST /:network/:meeting/chair/questions/:input/apart': chairs,
  'POST /:network/:meeting/chair/questions/:input/move': chairs,
  'POST /:network/:meeting/chair/questions/:input/minutes': chairs,
  // The list is closed, and nobody here waits on it.
  'POST /:network/:meeting/room/floor': [],
  'POST /:network/:meeting/room/floor/:turn/withdraw': [],
  'POST /:network/:meeting/room/floor/:turn/restore': [],
  'POST /:network/:meeting/chair/floor/next': chairs,
  'POST /:network/:meeting/chair/floor/back': chairs,
  'POST /:network/:meeting/chair/floor/add': chairs,
  'POST /:network/:meeting/chair/floor/clear': chairs,
  'POST /:network/:meeting/chair/floor/refill': chairs,
  'POST /:network/:meeting/chair/floor/open': chairs,
  'POST /:network/:meeting/chair/floor/close': chairs,
  'POST /:network/:meeting/chair/floor/open-replies': chairs,
  'POST /:network/:meeting/chair/floor/close-replies': chairs,
  'POST /:network/:meeting/chair/floor/times': chairs,
  'POST /:network/:meeting/chair/floor/:turn/give': chairs,
  'POST /:network/:meeting/chair/floor/:turn/end': chairs,
  // Nobody speaks.
  'POST /:network/:meeting/chair/floor/:turn/pause': [],
  'POST /:network/:meeting/chair/floor/:turn/resume': [],
  'POST /:network/:meeting/chair/floor/:turn/move': chairs,
  'POST /:network/:meeting/chair/floor/:turn/remove': chairs,
  'POST /:network/:meeting/chair/floor/:turn/restore': chairs,
  // Whoever may not go in is told why.
  // Whoever does not ask for a stream is told so, and does not wait for an end.
  'GET /:network/:meeting/room/live': all,
  'GET /:network/:meeting/room/state': all,
  'GET /:network/:meeting/room/join': all,
  // It is no Jitsi meeting, and there is no server that rooms are made on.
  'GET /:network/:meeting/room/video': [],
  'GET /:network/:meeting/chair/video': organisers,
  'POST /:network/:meeting/chair/video': organisers,
  'POST /:network/:meeting/chair/video/end': [],
  'GET /:network/:meeting/chair/video/recordings': [],
  'GET /:network/:meeting/stage': chairs,
  'GET /:network/:meeting/stage/state': chairs,
  // They do not ask for a stream, and are told so; stage.test.ts does.
  'GET /:network/:meeting/stage/live': chairs,
  'GET /:network/:meeting/stage/slides/:id/:page': chairs,
  // Nobody has the key.
  'GET /:network/:meeting/stage/key/:key': [],
  'GET /:network/:meeting/chair/stage': chairs,
  'POST /:network/:meeting/chair/stage': chairs,
  'POST /:network/:meeting/chair/stage/key': chairs,
  'GET /:network/:meeting/chair/groups': chairs,
  'POST /:network/:meeting/chair/groups': chairs,
  // Nobody has said which groups: those who lead are told so.
  'GET /:network/:meeting/chair/groups/:breakout': [],
  'POST /:network/:meeting/chair/groups/move': chairs,
  'POST /:network/:meeting/chair/groups/extend': chairs,
  'POST /:network/:meeting/chair/groups/call': chairs,
  'POST /:network/:meeting/chair/groups/return': chairs,
  'POST /:network/:meeting/chair/groups/reopen': chairs,
  'POST /:network/:meeting/chair/groups/remove': chairs,
  'POST /:network/:meeting/chair/groups/restore': chairs,
  'POST /:network/:meeting/room/groups/choose': all,
  'POST /:network/:meeting/room/groups/notes': all,
  'GET /:network/:meeting/room/groups/:group/join': [],
  'GET /:network/:meeting/chair/polls': chairs,
  'POST /:network/:meeting/chair/polls': chairs,
  'POST /:network/:meeting/chair/polls/agreed': chairs,
  'POST /:network/:meeting/chair/polls/:poll/edit': chairs,
  'POST /:network/:meeting/chair/polls/:poll/move': chairs,
  'POST /:network/:meeting/chair/polls/:poll/open': chairs,
  'POST /:network/:meeting/chair/polls/:poll/late': chairs,
  'POST /:network/:meeting/chair/polls/:poll/call': chairs,
  'POST /:network/:meeting/chair/polls/:poll/show': chairs,
  'POST /:network/:meeting/chair/polls/:poll/hide': chairs,
  'POST /:network/:meeting/chair/polls/:poll/close': chairs,
  // It runs: it is neither closed, nor can it be removed, nor be told of in minutes.
  'POST /:network/:meeting/chair/polls/:poll/minutes': [],
  'POST /:network/:meeting/chair/polls/:poll/reopen': [],
  'POST /:network/:meeting/chair/polls/:poll/remove': [],
  'POST /:network/:meeting/chair/polls/:poll/restore': chairs,
  'GET /:network/:meeting/questions': all,
  'POST /:network/:meeting/questions': all,
  'POST /:network/:meeting/questions/until': organisers,
  'POST /:network/:meeting/questions/:input/answer': organisers,
  'POST /:network/:meeting/questions/:input/show': organisers,
  'POST /:network/:meeting/questions/:input/hide': organisers,
  'POST /:network/:meeting/questions/:input/item': organisers,
  'POST /:network/:meeting/questions/:input/move': organisers,
  // Whoever sent it in, or an organiser.
  'POST /:network/:meeting/questions/:input/remove': organisers,
  'POST /:network/:meeting/questions/:input/restore': organisers,
  'GET /:network/:meeting/register': all,
  'POST /:network/:meeting/register': all,
  'GET /:network/:meeting/registration/form': organisers,
  'POST /:network/:meeting/registration/form': organisers,
  'POST /:network/:meeting/registration/open': organisers,
  'POST /:network/:meeting/registration/close': organisers,
  'GET /:network/:meeting/registrations': organisers,
  'GET /:network/:meeting/registrations/all.csv': organisers,
  'GET /:network/:meeting/registrations/all.xlsx': organisers,
  // What one eats and where one sleeps: organisers as such may not read it.
  'GET /:network/:meeting/registrations/kitchen.csv': owners,
  'GET /:network/:meeting/registrations/kitchen.xlsx': owners,
  'GET /:network/:meeting/registrations/hotel.csv': owners,
  'GET /:network/:meeting/registrations/hotel.xlsx': owners,
  'GET /:network/:meeting/registrations/badges.pdf': organisers,
  'GET /:network/:meeting/registrations/signin.pdf': organisers,
  'GET /:network/:meeting/registrations/:registrationId': organisers,
  'POST /:network/:meeting/registrations/:registrationId': organisers,
  'GET /:network/:meeting/registrations/:registrationId/files/:question': organisers,
  // Nobody asked for a yes, and the meeting has been held.
  'POST /:network/:meeting/registrations/:registrationId/approve': [],
  'POST /:network/:meeting/registrations/:registrationId/decline': [],
  'POST /:network/:meeting/registrations/:registrationId/withdraw': [],
  'POST /:network/:meeting/registrations/:registrationId/restore': organisers,
  'GET /:network/:meeting/attendance': signedIn,
  'POST /:network/:meeting/attendance': [...organisers, 'chair'],
  // The meeting has been held.
  'POST /:network/:meeting/attendance/own': [],
  'POST /:network/:meeting/attendance/own/undo': [],
  'GET /:network/:meeting/attendance/:publicId': signedIn,
  'POST /:network/:meeting/attendance/:publicId': [...organisers, 'chair'],
  'POST /:network/:meeting/attendance/:publicId/own': [],
  'POST /:network/:meeting/attendance/:publicId/own/undo': [],
  'POST /:network/:meeting/attendance/items': [...organisers, 'chair'],
  'POST /:network/:meeting/attendance/items/end': [...organisers, 'chair'],
  'GET /r/:registration': bearers,
  'GET /r/:registration/data.json': bearers,
  'POST /r/:registration/confirm': bearers,
  'POST /r/:registration/change': bearers,
  'POST /r/:registration/substitute': bearers,
  'POST /r/:registration/withdraw': bearers,
  'POST /r/:registration/still': bearers,
  'POST /r/:registration/again': bearers,
  'POST /:network/:meeting/publish': organisers,
  'POST /:network/:meeting/unpublish': organisers,
  'GET /:network/:meeting/:item/materials': organisers,
  'POST /:network/:meeting/:item/materials': organisers,
  'POST /:network/:meeting/:item/materials/links': organisers,
  'POST /:network/:meeting/:item/materials/rule': organisers,
  'POST /:network/:meeting/:item/materials/speakers/:speakerId/bio': organisers,
  'GET /:network/:meeting/proposals': organisers,
  'POST /:network/:meeting/proposals/accept': organisers,
  'POST /:network/:meeting/proposals/decline': organisers,
  'POST /:network/:meeting/proposals/reopen': organisers,
  'GET /:network/:meeting/:item/materials/:id': organisers,
  'POST /:network/:meeting/:item/materials/:id': organisers,
  'POST /:network/:meeting/:item/materials/:id/file': organisers,
  'POST /:network/:meeting/:item/materials/:id/current': organisers,
  'POST /:network/:meeting/:item/materials/:id/publish': organisers,
  'POST /:network/:meeting/:item/materials/:id/hide': organisers,
  'POST /:network/:meeting/:item/materials/:id/remove': organisers,
  'POST /:network/:meeting/:item/materials/:id/restore': organisers,
  'POST /:network/:meeting/:item/materials/speakers/:speakerId/revoke': organisers,
  'GET /:network/:meeting/materials': organisers,
  'POST /:network/:meeting/materials': organisers,
  'POST /:network/:meeting/materials/links': organisers,
  // What the stage has, hangs on an item and is not found on the meeting; materials/reading walks papers of a meeting.
  'GET /:network/:meeting/materials/:id': [],
  'POST /:network/:meeting/materials/:id': [],
  'POST /:network/:meeting/materials/:id/file': [],
  'POST /:network/:meeting/materials/:id/current': [],
  'POST /:network/:meeting/materials/:id/publish': [],
  'POST /:network/:meeting/materials/:id/hide': [],
  'POST /:network/:meeting/materials/:id/remove': [],
  'POST /:network/:meeting/materials/:id/restore': [],
  'POST /:network/:meeting/papers/:id/read': signedIn,
  'POST /:network/:meeting/papers/:id/unread': signedIn,
  'POST /:network/:meeting/uploads': organisers,
  'POST /:network/:meeting/:item/uploads': organisers,
  // An upload is its sender's alone, and nobody here has begun one; materials/upload walks them.
  'PATCH /:network/:meeting/uploads/:upload': [],
  'DELETE /:network/:meeting/uploads/:upload': [],
  'PATCH /:network/:meeting/:item/uploads/:upload': [],
  'DELETE /:network/:meeting/:item/uploads/:upload': [],
  'GET /:network/:meeting/minutes': all,
  'GET /:network/:meeting/minutes.pdf': all,
  'GET /:network/:meeting/minutes.docx': all,
  'GET /:network/:meeting/minutes.md': all,
  'GET /:network/:meeting/minutes.json': all,
  'GET /:network/:meeting/minutes/package': organisers,
  'POST /:network/:meeting/minutes/package': organisers,
  // None has been made.
  'GET /:network/:meeting/minutes/package.zip': [],
  'GET /:network/:meeting/minutes/decisions/:block': all,
  'GET /:network/:meeting/minutes/decisions/:block.pdf': all,
  // Readers are led to the item, where the minutes stand.
  'GET /:network/:meeting/:item/minutes': all,
  'GET /:network/:meeting/:item/edit': organisers,
  'POST /:network/:meeting/:item/edit': organisers,
  'GET /:network/:meeting/edit': organisers,
  'POST /:network/:meeting/edit': organisers,
  'GET /:network/:meeting/people': organisers,
  'POST /:network/:meeting/people/grant': organisers,
  'POST /:network/:meeting/people/invite': organisers,
  'POST /:network/:meeting/people/uninvite': organisers,
  'POST /:network/:meeting/people/withdraw': organisers,
  'GET /:network/:meeting/programme': organisers,
  'GET /:network/:meeting/programme/number': organisers,
  'GET /:network/:meeting/programme/arrange': organisers,
  'GET /:network/:meeting/programme/preview': organisers,
  'POST /:network/:meeting/programme/gesture': organisers,
  'GET /:network/:meeting/programme/new': organisers,
  'POST /:network/:meeting/programme/new': organisers,
  'POST /:network/:meeting/programme/days': organisers,
  'POST /:network/:meeting/programme/days/change': organisers,
  'POST /:network/:meeting/programme/days/remove': organisers,
  'POST /:network/:meeting/programme/move': organisers,
  'POST /:network/:meeting/programme/remove': organisers,
  'POST /:network/:meeting/programme/restore': organisers,
  'GET /:network/:meeting/programme/versions': organisers,
  'GET /:network/:meeting/programme/versions/compare': organisers,
  'POST /:network/:meeting/programme/versions/restore': organisers,
  'POST /:network/:meeting/programme/undo': organisers,
  'POST /:network/:meeting/programme/redo': organisers,
  'GET /:network/:meeting/programme/read': organisers,
  'POST /:network/:meeting/programme/read': organisers,
  'GET /:network/:meeting/desk': organisers,
  'POST /:network/:meeting/desk/plan': organisers,
  // Nobody has said which mail: organisers are told so.
  'POST /:network/:meeting/desk/mail/stop': organisers,
  'POST /:network/:meeting/desk/mail/send': organisers,
  'GET /:network/:meeting/desk/remind': organisers,
  'POST /:network/:meeting/desk/remind': organisers,
  'GET /:network/:meeting/notices': organisers,
  'POST /:network/:meeting/notices/send': organisers,
  'POST /:network/:meeting/notices/hold': organisers,
  'POST /:network/:meeting/notices/let-out': organisers,
  'GET /:network/notices': organisers,
  'GET /:network/notices/new': organisers,
  'POST /:network/notices/new': organisers,
  'GET /:network/notices/:notice': organisers,
  'POST /:network/notices/:notice': organisers,
  'GET /:network/notices/:notice/preview': organisers,
  'GET /:network/notices/:notice/preview.html': organisers,
  'POST /:network/notices/:notice/test': organisers,
  'POST /:network/notices/:notice/send': organisers,
  'POST /:network/notices/:notice/remove': organisers,
  'POST /:network/notices/:notice/restore': organisers,
  // It is a draft, and there is no mail server.
  'POST /:network/notices/:notice/stop': [],
  'POST /:network/notices/:notice/again': [],
  'POST /:network/notices/:notice/stop-rest': organisers,
  'GET /:network/:meeting/notices/new': organisers,
  'POST /:network/:meeting/notices/new': organisers,
  'GET /:network/:meeting/notices/:notice': organisers,
  'POST /:network/:meeting/notices/:notice': organisers,
  'GET /:network/:meeting/notices/:notice/preview': organisers,
  'GET /:network/:meeting/notices/:notice/preview.html': organisers,
  'POST /:network/:meeting/notices/:notice/test': organisers,
  'POST /:network/:meeting/notices/:notice/send': organisers,
  'POST /:network/:meeting/notices/:notice/remove': organisers,
  'POST /:network/:meeting/notices/:notice/restore': organisers,
  // It is a draft, and there is no mail server.
  'POST /:network/:meeting/notices/:notice/stop': [],
  'POST /:network/:meeting/notices/:notice/again': [],
  'POST /:network/:meeting/notices/:notice/stop-rest': organisers,
  'POST /:network/:meeting/seen': signedIn,
  'POST /:network/:meeting/seen/all': signedIn,
  'GET /:network/:meeting/told': organisers,
  'POST /:network/:meeting/told': organisers,
  'POST /:network/:meeting/told/withdraw': organisers,
  'GET /:network/:meeting/settings': organisers,
  'POST /:network/:meeting/settings/audience': organisers,
  'POST /:network/:meeting/settings/home': organisers,
  'POST /:network/:meeting/settings/speakers': organisers,
  'GET /:network/:meeting/change': organisers,
  'POST /:network/:meeting/change': organisers,
  'POST /:network/:meeting/change/tell': organisers,
  'POST /:network/:meeting/change/withdraw': organisers,
  'POST /:network/:meeting/settings/plan': organisers,
  'POST /:network/:meeting/settings/plan/withdraw': organisers,
  'POST /:network/:meeting/settings/remove': organisers,
  'GET /:network/:meeting/texts/new': organisers,
  'POST /:network/:meeting/texts/new': organisers,
  'GET /:network/:meeting/texts/:text': organisers,
  'POST /:network/:meeting/texts/:text': organisers,
  'POST /:network/:meeting/texts/order': organisers,
  'POST /:network/:meeting/texts/remove': organisers,
  'POST /:network/:meeting/texts/restore': organisers,
  'POST /:network/meetings/restore': organisers,
  'GET /files/:networkId/:versionId/:name': all,
  'GET /files/pictures/:minutesPicture': all,
  'GET /files/:networkId/:versionId/pages/:page/:picture': all,
  'GET /files/:networkId/:versionId/pdf/:name': all,
  'GET /:network/:meeting/view/:id': all,
  'GET /:network/:meeting/view/:id/progress': all,
  'GET /:network/:meeting/view/:recording/captions.vtt': all,
  'GET /:network/:meeting/view/:recording/captions': organisers,
  'POST /:network/:meeting/view/:recording/captions': organisers,
  'POST /:network/:meeting/view/:recording/captions/remove': organisers,
  'GET /s/:token': bearers,
  'GET /s/:token/stop': bearers,
  'POST /s/:token/stop': bearers,
  'POST /s/:token/resume': bearers,
  'POST /s/:token/still': bearers,
  'POST /s/:token/:item': bearers,
  'POST /s/:token/:item/links': bearers,
  'GET /s/:token/:item/preview': bearers,
  'POST /s/:token/:item/texts': bearers,
  // Nothing was proposed that could be taken back.
  'POST /s/:token/:item/texts/withdraw': bearers,
  'POST /s/:token/:item/no-slides': bearers,
  'POST /s/:token/:item/slides': bearers,
  'POST /s/:token/:item/uploads': bearers,
  'PATCH /s/:token/:item/uploads/:upload': [],
  'DELETE /s/:token/:item/uploads/:upload': [],
  'POST /s/:token/:item/:id': bearers,
  'GET /:network/:meeting/transcripts': writers,
  'POST /:network/:meeting/transcripts': writers,
  'GET /:network/:meeting/transcripts/:transcript': writers,
  'POST /:network/:meeting/transcripts/:transcript/clock': writers,
  'POST /:network/:meeting/transcripts/:transcript/clock/remove': writers,
  'POST /:network/:meeting/transcripts/:transcript/names': writers,
  'POST /:network/:meeting/transcripts/:transcript/lines/time': writers,
  'POST /:network/:meeting/transcripts/:transcript/lines/place': writers,
  'POST /:network/:meeting/transcripts/:transcript/lines/speaker': writers,
  'POST /:network/:meeting/transcripts/:transcript/lines/words': writers,
  'POST /:network/:meeting/transcripts/:transcript/lines/leave-out': writers,
  'POST /:network/:meeting/transcripts/:transcript/keep': writers,
  'POST /:network/:meeting/transcripts/:transcript/last': writers,
  'POST /:network/:meeting/transcripts/:transcript/last/end': writers,
  'POST /:network/:meeting/transcripts/:transcript/remove': writers,
  'POST /:network/:meeting/:item/minutes/transcript': writers,
  'POST /:network/:meeting/:item/minutes': writers,
  'POST /:network/:meeting/:item/minutes/document': writers,
  'POST /:network/:meeting/:item/minutes/version': writers,
  'POST /:network/:meeting/:item/minutes/state': writers,
  'POST /:network/:meeting/:item/minutes/quotes': writers,
  'POST /:network/:meeting/:item/minutes/pictures': writers,
  'POST /:network/:meeting/:item/minutes/pictures/describe': writers,
  'GET /:network/:meeting/:item/minutes/comments': writers,
  'POST /:network/:meeting/:item/minutes/comments': writers,
  'POST /:network/:meeting/:item/minutes/comments/:thread/reply': writers,
  'POST /:network/:meeting/:item/minutes/comments/:thread/settle': writers,
  'POST /:network/:meeting/:item/minutes/begin': writers,
  'POST /:network/:meeting/:item/minutes/begin/undo': writers,
  'GET /:network/:meeting/:item/minutes/revisions': writers,
  'GET /:network/:meeting/:item/minutes/revisions/:number': writers,
  'GET /:network/:meeting/:item/minutes/compare': writers,
  'POST /:network/:meeting/:item/minutes/restore': writers,
  'POST /:network/:meeting/:item/minutes/take': writers,
  'GET /:network/:meeting/:item/minutes/corrections': inside,
  'POST /:network/:meeting/:item/minutes/corrections': inside,
  'POST /:network/:meeting/:item/minutes/corrections/:correction/settle': writers,
  // One's own alone: the one there is belongs to a member.
  'POST /:network/:meeting/:item/minutes/corrections/:correction/withdraw': ['member'],
  'POST /:network/:meeting/:item/minutes/propose': writers,
  'POST /:network/:meeting/:item/minutes/recall': writers,
  'POST /:network/:meeting/:item/minutes/amend': writers,
  'GET /:network/:meeting/decisions': all,
  'GET /:network/:meeting/since': all,
  // No meeting was held before: nobody has anything to tell. since.test.ts tells.
  'POST /:network/:meeting/since/:action': [],
  'GET /:network/topics': all,
  'GET /:network/topics/new': organisers,
  'POST /:network/topics/new': organisers,
  'POST /:network/topics/restore': organisers,
  'GET /:network/topics/:topic': all,
  'GET /:network/topics/:topic/edit': organisers,
  'POST /:network/topics/:topic/edit': organisers,
  'POST /:network/topics/:topic/link': organisers,
  'POST /:network/topics/:topic/unlink': organisers,
  'POST /:network/topics/:topic/merge': organisers,
  'POST /:network/topics/:topic/part': organisers,
  'POST /:network/topics/:topic/remove': organisers,
  'GET /:network/matters/:matter': all,
  'GET /:network/matters/:matter/edit': organisers,
  'POST /:network/matters/:matter/edit': organisers,
  'POST /:network/matters/:matter/merge': organisers,
  'POST /:network/matters/:matter/part': organisers,
  'POST /:network/matters/:matter/facts': organisers,
  'POST /:network/matters/:matter/facts/remove': organisers,
  'POST /:network/matters/:matter/facts/restore': organisers,
  'GET /:network/:meeting/carry-over': organisers,
  // There was no meeting before; matters.test.ts takes and leaves.
  'POST /:network/:meeting/carry-over/take': organisers,
  'POST /:network/:meeting/carry-over/leave': organisers,
  'POST /:network/:meeting/carry-over/back': organisers,
  'GET /:network/:meeting/:item/matter': organisers,
  'POST /:network/:meeting/:item/matter/follow': organisers,
  'POST /:network/:meeting/:item/matter/tie': organisers,
  'POST /:network/:meeting/:item/matter/untie': organisers,
  'POST /:network/:meeting/:item/matter/topics': organisers,
  'GET /:network/actions': all,
  'GET /:network/actions/all.csv': all,
  'GET /:network/actions/all.xlsx': all,
  'GET /:network/actions/all.ics': all,
  'GET /:network/actions/new': organisers,
  'POST /:network/actions/new': organisers,
  'POST /:network/actions/bulk': organisers,
  // Nobody has changed several at once.
  'POST /:network/actions/bulk/undo': [],
  'GET /:network/actions/:action': all,
  // The member owns it.
  'POST /:network/actions/:action': members,
  'POST /:network/actions/:action/updates': members,
  'POST /:network/actions/:action/end': members,
  'POST /:network/actions/:action/remove': organisers,
  'POST /:network/actions/:action/void-links': organisers,
  // Nobody has sent one.
  'GET /:network/actions/:action/files/:told': [],
  'GET /a/:actionLink': bearers,
  'POST /a/:actionLink': bearers,
  'GET /a/:actionLink/files/:told': [],
  'GET /:network/:meeting/closing': writers,
  'POST /:network/:meeting/closing/outcomes': writers,
  'POST /:network/:meeting/closing/whole': writers,
  'POST /:network/:meeting/closing/close': writers,
  'POST /:network/:meeting/closing/reopen': writers,
  'GET /:network/:meeting/decisions/:publicId/:block': writers,
  'POST /:network/:meeting/decisions/:publicId/:block': writers,
}

/** Built files: for all, and not made by us. */
const built = /^(GET|HEAD|GET,HEAD|HEAD,GET) \/(assets|fonts|favicon|manifest)/

const endsSessions = /sign-out|sessions\/end/

let world: World
const extra = {} as Record<'chair' | 'minuteTaker' | 'guest', string>
const cookies = new Map<Visitor, string>()
/** A conference ahead, for which anybody may register: one for all, for making it takes longer than most walks. */
let ahead: MeetingRow
let registrations = 0
/** For those who look or are kept out: they change nothing, and to set a stage takes longer than to walk over it. */
let shared: Stage
/** The last stage that was set for one who may change it, and how much had been written by then. */
let last: { readonly stage: Stage; readonly wanted: string; readonly writes: string } | undefined
let sharedDraft: Stage

beforeAll(async () => {
  world = await makeWorld()
  ahead = await conference(world)
  await openForm(ahead)
  for (const role of ['chair', 'minuteTaker', 'guest'] as const) {
    extra[role] = newId()
    const email = `${role.toLowerCase()}@nord.example`
    await world.ground.db.insert(person).values({ id: extra[role], name: `Test ${role}`, email })
    await signIn(role)
  }
  await countWrites()
  shared = await stage()
  sharedDraft = await stage({ published: false })
})
afterAll(() => world.end())

/** A new session: the last one may just have been ended. */
async function signIn(who: Exclude<Visitor, 'visitor'>): Promise<void> {
  if (who !== 'chair' && who !== 'minuteTaker' && who !== 'guest') return void (await world.cookies(who, true))
  const set = await world.auth.spendLinkToken(await world.auth.makeLinkToken(`${who.toLowerCase()}@nord.example`), new Headers())
  cookies.set(who, (set ?? []).map((line) => line.split(';')[0]).join('; '))
}

/** Words with a time, as captions and as a transcript. */
const spoken = Buffer.from('WEBVTT\n\n00:01.000 --> 00:02.000\nVelkommen')

interface Stage {
  readonly meeting: MeetingRow
  readonly params: Record<string, string>
}

interface Wanted {
  readonly published: boolean
  readonly audience?: 'members' | 'invited'
  /** Without what hangs on its item, which takes half of the time. */
  readonly bare?: boolean
}

/** From now on every statement that may change a row counts, whoever sends it, and whether or not it lasts. */
async function countWrites(): Promise<void> {
  await world.ground.db.execute(sql`
    create sequence walked;
    create function walk() returns trigger language plpgsql as $$ begin perform nextval('walked'); return null; end $$;
    do $$ declare one text; begin
      for one in select tablename from pg_tables where schemaname = 'public' loop
        execute format('create trigger walk after insert or update or delete or truncate on %I execute function walk()', one);
      end loop;
    end $$`)
}
async function writes(): Promise<string> {
  const { rows } = await world.ground.db.execute<{ last_value: string }>(sql`select last_value from walked`)
  return rows[0]!.last_value
}

/** A stage that is as it was set: the one before, where whoever walked over it was let in and changed nothing at all. */
async function untouched(options: Wanted): Promise<Stage> {
  const wanted = JSON.stringify(options)
  if (last?.wanted !== wanted || last.writes !== (await writes()))
    last = { stage: await stage(options), wanted, writes: await writes() }
  return last.stage
}

/** A meeting with an item, a speaker, slides, published minutes, and people in its roles. */
async function stage(options: Wanted = { published: true }): Promise<Stage> {
  const { db } = world.ground
  const organiser = await world.actor('organiser')
  const text =
    'Ledermøte\n\nVelkommen til møtet, alle sammen.\n\nOnsdag 6. mai 2026\n\n09.00 – 10.00 Om handlingsplan ved Kari Nordmann, biblioteksjef. Se referat.\n10.00 – 10.15 Pause\n'
  let meeting = await createMeetingFromText(db, organiser, world.networkId, text, { seriesId: world.seriesId })
  await grantMeetingRole(db, organiser, meeting.id, extra.chair, 'chair')
  await grantMeetingRole(db, organiser, meeting.id, extra.minuteTaker, 'minute_taker')
  await invite(db, organiser, meeting.id, [extra.guest])
  if (options.audience) meeting = await setAudience(db, organiser, meeting.id, meeting.version, options.audience)
  if (options.published) meeting = await publish(db, organiser, meeting.id)
  // Whatever day it is: the links of its speakers hold.
  const terms = { corrections: 'proposed', linksUntil: '2100-01-01T00:00:00Z' } as const
  meeting = await setSpeakerTerms(db, organiser, meeting.id, meeting.version, terms)
  const view = await readMeeting(db, organiser, meeting)
  const item = view.days[0]!.items[0]!
  const meetingPath = `/${world.networkSlug}/${meeting.slug}`
  const path = itemPath(meetingPath, item, 'nb')
  const place = { network: view.network, meeting: view.meeting, item, meetingPath, path }
  const hanging = options.bare ? {} : await hang(meeting, place)
  const [newcomer] = await db.insert(person).values({ name: 'Test newcomer' }).returning()
  const [seat] = await db
    .insert(membership)
    .values({ networkId: world.networkId, personId: newcomer!.id, role: 'member' })
    .returning()
  const [library] = await db
    .insert(organisation)
    .values({ networkId: world.networkId, name: { nb: 'Bibliotek' }, type: 'public' })
    .returning()
  const [letter] = await db
    .insert(mail)
    .values({ networkId: world.networkId, to: 'kari@nord.example', subject: 'Hei', text: 'Hei', kind: 'notice', state: 'kept' })
    .returning()
  const [stranger] = await db
    .insert(follower)
    .values({ networkId: world.networkId, email: `${newId()}@nord.example`, confirmedAt: new Date().toISOString() })
    .returning()
  const wanted = { kind: 'network', subjectId: world.networkId } as const
  const words = { subject: { nb: 'Hei' }, body: { nb: 'Hei {navn}.' }, audience: { to: ['members'] } }
  const drafts = await db
    .insert(notice)
    .values([meeting.id, null].map((meetingId) => ({ networkId: world.networkId, meetingId, ...words })))
    .returning()
  const asked = await send(db, organiser, meeting, { kind: 'question', text: 'Hvorfor?', item: item.id }, null, 'nb')
  const asking = pollForm.parse({ question: 'Går vi for det?', kind: 'roll_call' })
  const poll = (await makePoll(db, organiser, meeting, asking))!
  await openPoll(db, organiser, meeting, poll.id)
  const waiting = { name: 'Kari Nordmann', organisation: null }
  const turn = await addName(db, organiser, meeting, { kind: 'ordinary', itemId: item.id }, waiting, null)
  const here = await comeIn(db, await world.actor('member', meeting.id), meeting)
  await openForm(meeting)
  const [comes] = await registeredFor(meeting)
  await db.insert(attendanceItem).values({ itemId: item.id, meetingId: meeting.id, networkId: world.networkId })
  const stored = await aFile()
  const answer = { registrationId: comes!.id, meetingId: meeting.id, networkId: world.networkId, questionId: 'abstract' }
  await db.insert(answerFile).values({ ...answer, ...stored, fileName: 'sammendrag.pdf', scan: 'off' })
  const [registered] = await registeredFor(ahead)
  return {
    meeting,
    params: {
      registrationId: comes!.id,
      question: answer.questionId,
      registration: registrationLink(world.ground.secret, registered!).replace('/r/', ''),
      link: followingLink(world.ground.secret, stranger!).replace('/following/', ''),
      wish: confirmLink(world.ground.secret, stranger!, wanted).replace('/following/confirm/', ''),
      network: world.networkSlug,
      meeting: meeting.slug,
      series: 'ledermote',
      speaker: 'kari-nordmann',
      item: path.split('/').at(-1)!,
      ...hanging,
      page: '1',
      name: 'finnlitt.pdf',
      text: view.texts[0]!.id,
      day: (await addDay(db, organiser, meeting.id, { date: null })).id,
      publicId: String(item.publicId),
      speakerId: item.speakers[0]!.id,
      upload: newId(),
      input: asked.id,
      poll: poll.id,
      turn: turn!.id,
      participant: here.id,
      code: 'ABCDEF',
      key: 'abc',
      transcript: (await takeIn(db, organiser, meeting, { fileName: 'opptak.vtt', bytes: spoken })).id,
      breakout: newId(),
      group: newId(),
      token: speakerLink(world.ground.secret, item.speakers[0]!).replace('/s/', ''),
      networkId: world.networkId,
      member: seat!.id,
      organisation: library!.id,
      mail: letter!.id,
      notice: drafts[0]!.id,
      networkNotice: drafts[1]!.id,
      ...(await anAction()),
      ...(await aMatter(organiser, item)),
      ...(await aPlan()),
    },
  }
}

/** Slides with a page, a recording with captions and published minutes on an item; and what addresses call them. */
async function hang({ id: meetingId }: MeetingRow, place: Parameters<typeof addFile>[2]): Promise<Record<string, string>> {
  const { db } = world.ground
  const organiser = await world.actor('organiser')
  const stored = await aFile()
  const about = { title: 'Lysbilder', description: '', locale: 'nb', audience: 'public' } as const
  const slides = await addFile(
    world.ground,
    organiser,
    place,
    { kind: 'presentation', ...about },
    { ...stored, fileName: 'finnlitt.pdf' },
  )
  await givePage(stored.sha256)
  const address = { ...about, kind: 'recording', title: 'Opptak', url: 'https://video.example.no/1' } as const
  const recording = await addAddress(db, organiser, place, address)
  await giveCaptions(world.ground, organiser, place, recording.id, { fileName: 'opptak.vtt', bytes: spoken })
  await publishMaterial(db, organiser, place, recording.id)
  const taker = await personActor(db, extra.minuteTaker, { networkId: world.networkId, meetingId })
  const begun = await openMinutes(db, taker, place)
  const block = newId()
  const dot = await sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  const picture = await keepPicture(world.ground, taker, place, dot)
  const document = {
    type: 'doc',
    content: [
      { type: 'picture', attrs: { file: picture.id, alt: 'En prikk' } },
      { type: 'paragraph', content: [{ type: 'text', text: 'Hemmelig til det er publisert' }] },
      { type: 'decision', attrs: { id: block }, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Ja.' }] }] },
    ],
  }
  const { number } = await save(db, taker, place, { basedOn: begun.number, window: 'test-window', edit: 1, document })
  await publishMinutes(db, organiser, place, number)
  return {
    id: slides.id,
    versionId: slides.currentVersionId!,
    picture: `${stored.sha256.slice(0, 16)}.webp`,
    logo: await aLogo(stored.sha256),
    recording: recording.id,
    number: String(number),
    correction: await aCorrection(place, number),
    block,
    decision: decisionAddress((await db.select().from(minutesObject).where(eq(minutesObject.blockId, block)))[0] as Addressed),
    minutesPicture: picture.id,
    document: newId(),
    thread: (await beginThread(db, taker, place, { place: null, proposed: null, text: 'Stemmer det?' })).id,
  }
}

/** A matter that the item is a treatment of, and a topic that it is about. */
async function aMatter(organiser: Actor, of: { id: string }): Promise<Record<string, string>> {
  const { db } = world.ground
  const [row] = await db.select().from(item).where(eq(item.id, of.id))
  const matter = await followItem(db, organiser, row!, null)
  const topic = await makeTopic(db, organiser, world.networkId, { name: { nb: `Tema ${newId()}` }, description: {}, version: 0 })
  await linkItems(db, organiser, topic, [of.id], true)
  return { matter: String(matter.publicId), topic: topic.slug }
}

/** An action of the member's that everybody may read, and the link that they were mailed. */
async function anAction(): Promise<Record<string, string>> {
  const { db, secret } = world.ground
  const { networkId } = world
  const personId = world.people.member.id
  const said = { networkId, personId, locale: 'nb', audience: 'public', text: 'Lage en oversikt' } as const
  const [made] = await db.insert(action).values(said).returning()
  const [link] = await db.insert(actionLink).values({ networkId, personId, actionId: made!.id }).returning()
  return {
    action: String(made!.publicId),
    actionLink: actionLinkPath(secret, link!).replace('/a/', ''),
    told: newId(),
  }
}

/** A published plan with a goal, a measure that rests with nobody, and an indicator of it. */
async function aPlan(): Promise<Record<string, string>> {
  const { db } = world.ground
  const organiser = await world.actor('organiser')
  const made = await addPlan(db, organiser, world.networkId, {
    title: { nb: 'Handlingsplan' },
    description: null,
    starts: '2026-01-01',
    ends: '2029-12-31',
    seriesId: null,
    audience: 'public',
    state: 'draft',
  })
  await setPublished(db, organiser, made.id, true)
  const of = await addGoal(db, organiser, made.id, { nb: 'Mål' })
  const does = await addMeasure(db, organiser, made.id, of.id, { nb: 'Tiltak' })
  const seen = { name: { nb: 'Kurs' }, unit: null, kind: 'count', target: 3, baseline: null } as const
  const by = await addIndicator(db, organiser, made.id, { measureId: does.id, goalId: null }, seen)
  await adoptPlan(db, organiser, { id: world.networkId, slug: world.networkSlug, timezone: 'Europe/Oslo' }, made.id, {
    ...{ on: '2026-05-06', note: null, decision: null, version: made.version + 1 },
  })
  await openConsultation(db, organiser, made.id, { deadline: '2100-01-01T00:00:00Z', text: null, openToAll: false })
  const words = { text: 'Hva med kurs?', about: null, locale: 'nb' } as const
  const said = await sendInput(db, await world.actor('member'), made.id, words, null)
  return { said, version: '1', plan: made.slug, goal: of.id, measure: String(does.publicId), indicator: by.id, year: '2026' }
}

/** A correction that the member proposed. */
async function aCorrection(place: { meeting: MeetingRow; item: { id: string } }, number: number): Promise<string> {
  const { db } = world.ground
  const [row] = await db.select().from(minutes).where(eq(minutes.itemId, place.item.id))
  const about = { networkId: world.networkId, meetingId: place.meeting.id, itemId: place.item.id, minutesId: row!.id }
  const [made] = await db
    .insert(correction)
    .values({ ...about, number, part: 0, before: 'Før', after: 'Etter', personId: world.people.member.id, name: 'Test member' })
    .returning()
  return made!.id
}

const aFile = () => {
  const path = join(import.meta.dirname, '..', 'sample', 'files', 'finnlitt.pdf')
  return world.ground.files.put(world.networkId, createReadStream(path), 1e6)
}

const openForm = ({ id, networkId }: MeetingRow) =>
  world.ground.db.insert(registrationForm).values({ meetingId: id, networkId, opensAt: '2020-01-01T00:00:00Z' })

/** Somebody with a place. */
const registeredFor = ({ id, networkId }: MeetingRow) => {
  const number = ++registrations
  const email = `kari${number}@nord.example`
  return world.ground.db
    .insert(registration)
    .values({ meetingId: id, networkId, number, state: 'registered', name: 'Kari', email })
    .returning()
}

/** The name of the network's logo in its address; any stored file will do for its bytes. */
async function aLogo(sha256: string): Promise<string> {
  const logo: Logo = { sha256, mediaType: 'image/png', width: 9, height: 3, alt: null, at: '2026-05-01T08:00:00Z' }
  await world.ground.db.update(network).set({ logo }).where(eq(network.id, world.networkId))
  return logoName(logo)
}

/** A page of a file, as a worker leaves it; any stored file will do for its picture and its PDF. */
async function givePage(sha256: string): Promise<void> {
  const { db } = world.ground
  const of = { networkId: world.networkId, sha256 }
  const done = { state: 'done', scan: 'off', done: 1, pages: 1, pdfSha256: sha256 } as const
  await db
    .insert(preview)
    .values({ ...of, ...done })
    .onConflictDoUpdate({ target: [preview.networkId, preview.sha256], set: done })
  await db
    .insert(previewPage)
    .values({ ...of, page: 1, small: sha256, large: sha256, width: 1600, height: 900, text: 'Hei' })
    .onConflictDoNothing()
}

async function walk(who: Visitor, route: string, params: Record<string, string>) {
  const [method, pattern] = route.split(' ') as [string, string]
  const network = { kind: 'network', subjectId: world.networkId }
  const path = pattern.replace(/:(\w+)/g, (_, name: string) => {
    // A speaker's page names the item by its number alone; a network has letters of its own.
    const own =
      name === 'item' && pattern.startsWith('/s/')
        ? 'publicId'
        : pattern.startsWith('/:network/notices') && name === 'notice'
          ? 'networkNotice'
          : name
    const value = params[own]
    if (!value) throw new Error(`the walk has no value for :${name} of ${route}`)
    return value
  })
  const follows = pattern.endsWith('follow')
  const url = follows ? `${path}?${new URLSearchParams(network).toString()}` : path
  if (endsSessions.test(route) && who !== 'visitor') await signIn(who)
  const own = cookies.get(who)
  return world.as(own || who === 'visitor' ? null : (who as Who), {
    method: method as 'GET',
    url,
    ...(method === 'POST' && { form: pattern.includes('/days/') ? { day: params['day']! } : follows ? network : {} }),
    ...(own && { headers: { cookie: own } }),
  })
}

/** What an answer means: 'in', 'out', or a fault of ours. */
function meaning(answer: { statusCode: number; headers: Record<string, unknown> }): 'in' | 'out' | 'fault' {
  const { statusCode, headers } = answer
  if (statusCode >= 500) return 'fault'
  if (statusCode === 404 || statusCode === 403 || statusCode === 401) return 'out'
  if (statusCode === 303 || statusCode === 302) return /^\/sign-in\?to=/.test(String(headers['location'])) ? 'out' : 'in'
  return 'in'
}

describe('every route', () => {
  it('is in the table, and nothing else is', () => {
    const there = world.app.routeTable
      .filter((route) => !route.startsWith('HEAD ') && !built.test(route))
      .map((route) => route.replace('GET,HEAD', 'GET'))
    expect([...new Set(there)].sort()).toEqual(Object.keys(table).sort())
  })

  it('has words in its address that no network and no meeting may take', () => {
    const paths = world.app.routeTable.map((route) => route.split(' ')[1]!.split('/').slice(1))
    const own = (words: (string | undefined)[]) => [...new Set(words)].filter((word) => word && /^[a-z][a-z-]*$/.test(word))
    const first = own(paths.map(([word]) => word))
    const below = own(paths.filter(([word]) => word === ':network').map(([, word]) => word))
    expect(first).toEqual(expect.arrayContaining(['sign-in', 'files', 'assets', 's']))
    expect(below).toEqual(expect.arrayContaining(['people', 'series', 'new']))
    expect(first.filter((word) => networkSlug(word!) === 'yes')).toEqual([])
    expect(below.filter((word) => isMeetingSlug(word!))).toEqual([])
  })

  it.each(Object.entries(table))('%s', async (route, letIn) => {
    for (const who of walkers.filter((one) => !letIn.includes(one)))
      expect([who, meaning(await walk(who, route, shared.params))]).toEqual([who, 'out'])
    const looks = route.startsWith('GET')
    // What one changes of a meeting would be in the way of the next.
    const alone = /:meeting|:notice|:plan|:topic|:action\b/.test(route)
    const together = looks || alone ? shared : await stage()
    for (const who of letIn) {
      const published = !route.endsWith('/publish') || route.includes(':item')
      const bare = !/:(?:item|id|recording|number|block)\b/.test(route)
      const at = looks || !alone ? together : await untouched({ published, bare })
      expect([who, meaning(await walk(who, route, at.params))]).toEqual([who, 'in'])
    }
    if (endsSessions.test(route)) for (const who of walkers) if (who !== 'visitor') await signIn(who)
  })
})

describe('what is not for everyone', () => {
  const pages = [
    'GET /:network/:meeting',
    'GET /:network/:meeting/:item',
    'GET /:network/:meeting/schedule.xml',
    'GET /:network/:meeting/programme.txt',
  ]
  it.each([
    ['a draft', { published: false }, writers],
    ['a meeting for members', { published: true, audience: 'members' as const }, [...members, 'chair', 'minuteTaker', 'guest']],
    [
      'a meeting for those invited',
      { published: true, audience: 'invited' as const },
      [...organisers, 'chair', 'minuteTaker', 'guest'],
    ],
  ])('%s is there for its own and a plain 404 for others', async (_what, options, letIn) => {
    const { params } = await stage(options)
    for (const route of pages)
      for (const who of walkers) {
        const answer = await walk(who, route, params)
        expect([route, who, answer.statusCode]).toEqual([route, who, letIn.includes(who) ? 200 : 404])
        // The 404 is the same as that of a page that does not exist.
        if (!letIn.includes(who)) {
          const nothing = await walk(who, route, { ...params, meeting: 'finnes-ikke' })
          expect(answer.body.replaceAll(params['meeting']!, 'finnes-ikke')).toBe(nothing.body)
        }
      }
  })

  it.each(Object.keys(table).filter((route) => route.includes('/:meeting')))('%s tells nobody of a draft', async (route) => {
    const { params } = sharedDraft
    for (const who of ['visitor', 'outsider', 'member', 'guest'] as const) {
      const answer = await walk(who, route, params)
      const nothing = await walk(who, route, { ...params, meeting: 'finnes-ikke' })
      expect([who, answer.statusCode]).toEqual([who, nothing.statusCode])
    }
  })

  it('a part is as closed as the item it lies in, on every way to it', async () => {
    const { meeting, params } = await stage()
    const { db } = world.ground
    const organiser = await world.actor('organiser')
    const number = Number(params['publicId'])
    const around = (await readMeeting(db, organiser, meeting)).days[0]!.items.find((item) => item.publicId === number)!
    const part = await addItem(
      db,
      organiser,
      meeting.id,
      { dayId: around.dayId, parentId: around.id },
      { ...emptyEdit, title: { nb: 'Omstilling av avdelingen' } },
    )
    await db.update(item).set({ audience: 'members' }).where(eq(item.id, around.id))
    const at = { ...params, item: `${part.publicId}-x` }
    for (const route of ['GET /:network/:meeting/:item', 'GET /:network/:meeting/:item/minutes'])
      for (const who of ['visitor', 'outsider'] as const) {
        const answer = await walk(who, route, at)
        expect([route, answer.statusCode, answer.headers['location']]).toEqual([route, 404, undefined])
      }
    expect((await walk('member', 'GET /:network/:meeting/:item/minutes', at)).headers['location']).toContain('omstilling')
    // No third level: nobody looks further up than one.
    const deeper = addItem(
      db,
      organiser,
      meeting.id,
      { dayId: around.dayId, parentId: part.id },
      { ...emptyEdit, title: { nb: 'X' } },
    )
    await expect(deeper).rejects.toThrow(NotFound)
  })

  it('an address with nonsense for an id is no fault of ours', async () => {
    const { params } = await stage()
    const nonsense = {
      id: 'abc',
      speakerId: 'abc',
      text: 'abc',
      member: 'abc',
      organisation: 'abc',
      mail: 'abc',
      number: 'abc',
      versionId: 'abc',
      networkId: 'abc',
      token: 'abc',
      link: 'abc',
      wish: 'abc',
      poll: 'abc',
      turn: 'abc',
    }
    for (const route of Object.keys(table).filter((one) =>
      /:(id|speakerId|text|member|organisation|mail|number|versionId|token|link|wish|poll|turn)\b/.test(one),
    ))
      expect([route, (await walk('owner', route, { ...params, ...nonsense })).statusCode < 500]).toEqual([route, true])
  })
})
