-- Names of keys. All carry the hash tag in KEYS[1], so that a cluster keeps a shard's keys on one node.
local call = redis.call
local ROOT = KEYS[1] .. ':'
local META = ROOT .. 'meta' -- the clock, the incarnation, the revision, totals
local LEASES = ROOT .. 'lease' -- job:unit by the time at which the lease ends
local LANES = ROOT .. 'lanes' -- lanes in which something may be claimed by the weighted seconds that they have been given
local DUE = ROOT .. 'due' -- jobs of which nothing may be claimed before a time by that time
local AGE = ROOT .. 'age' -- jobs in which something waits by the time of their submit
local JOBS = ROOT .. 'jobs' -- all jobs by the time of their submit
local ENDS = ROOT .. 'ends' -- ended jobs by the time at which results, then the job itself, are dropped
local WORKERS = ROOT .. 'workers' -- workers by their last heartbeat
local IDLE = ROOT .. 'idle' -- workers that have found nothing and would hear of work by the time of that
local COSTS = ROOT .. 'costs' -- kinds of work that wait or run
local UPLOADS = ROOT .. 'uploads' -- uploads under way by the time at which they count as given up
local TRASH = ROOT .. 'trash' -- lists of blobs that nobody needs by the time from which somebody should delete them

local function job_key(id) return ROOT .. 'job:' .. id end
local function done_key(id) return ROOT .. 'done:' .. id end -- bitmap by unit
local function order_key(id) return ROOT .. 'order:' .. id end -- units in commit order, each with a digest of the order so far
local function result_key(id) return ROOT .. 'result:' .. id end -- unit to what was committed
local function own_key(id) return ROOT .. 'own:' .. id end -- unit to who holds it
local function tries_key(id) return ROOT .. 'tries:' .. id end -- unit to charged attempts
local function back_key(id) return ROOT .. 'back:' .. id end -- units to try again by time
local function dead_key(id) return ROOT .. 'dead:' .. id end -- unit to why it was given up
local function part_key(id) return ROOT .. 'part:' .. id end -- units of batches that were split to their rows
local function worker_key(name) return ROOT .. 'w:' .. name end
local function held_key(name) return ROOT .. 'held:' .. name end -- job:unit in the order of claiming
local function cost_key(class) return ROOT .. 'cost:' .. class end
local function kind_key(class) return ROOT .. 'kind:' .. class end -- what the jobs of a class have in common
local function idem_key(scope) return ROOT .. 'idem:' .. scope end -- the upload, or job|payload
local function upload_key(id) return ROOT .. 'upload:' .. id end
local function gone_key(id) return ROOT .. 'gone:' .. id end -- deleted a moment ago
local function trash_key(entry) return ROOT .. 'trash:' .. entry end
local function tenants_key(lane) return ROOT .. 'tenants:' .. lane end -- tenants by the seconds that they have been given
local function turn_key(lane, tenant) return ROOT .. 'turn:' .. lane .. ':' .. tenant end -- jobs by the seconds given

-- Every script's arguments begin with these four.
local CANDIDATE, MAX_STEP, SEEN_INCARNATION, SEEN_REVISION = ARGV[1], tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[4])
local FIRST = 4
local function arg(n) return ARGV[n + FIRST] end
local function number(n) return tonumber(ARGV[n + FIRST]) end

-- Redis cuts numbers in an answer to whole ones: those with a fraction go as text.
local function real(x) return string.format('%.17g', x) end

-- Every script's answer begins with the canary: by it a process knows later that Redis has forgotten what it had answered.
local function told(answer)
    local canary = call('HMGET', META, 'incarnation', 'revision')
    return { canary[1] or '', canary[2] or 0, answer }
end
