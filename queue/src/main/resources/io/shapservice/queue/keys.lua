-- Names of keys. All carry the hash tag in KEYS[1], so that a cluster keeps a shard's keys on one node.
local call = redis.call
local ROOT = KEYS[1] .. ':'
local META = ROOT .. 'meta' -- the clock, the incarnation, the revision, totals
local LEASES = ROOT .. 'lease' -- job:batch by the time at which the lease ends
local TURN = ROOT .. 'turn' -- jobs with unstarted batches by the seconds of work they have been given
local DUE = ROOT .. 'due' -- jobs with batches to try again by the time of the first
local AGE = ROOT .. 'age' -- jobs in which something waits by the time of their submit
local JOBS = ROOT .. 'jobs' -- all jobs by the time of their submit
local ENDS = ROOT .. 'ends' -- ended jobs by the time at which results, then the job itself, are dropped
local WORKERS = ROOT .. 'workers' -- workers by their last heartbeat
local COSTS = ROOT .. 'costs' -- kinds of work that wait or run

local function job_key(id) return ROOT .. 'job:' .. id end
local function done_key(id) return ROOT .. 'done:' .. id end -- bitmap by batch
local function order_key(id) return ROOT .. 'order:' .. id end -- batches in commit order, each with a digest of the order so far
local function result_key(id) return ROOT .. 'result:' .. id end -- batch to what was committed
local function own_key(id) return ROOT .. 'own:' .. id end -- batch to who holds it
local function tries_key(id) return ROOT .. 'tries:' .. id end -- batch to charged attempts
local function back_key(id) return ROOT .. 'back:' .. id end -- batches to try again by time
local function dead_key(id) return ROOT .. 'dead:' .. id end -- batch to why it was given up
local function worker_key(name) return ROOT .. 'w:' .. name end
local function held_key(name) return ROOT .. 'held:' .. name end -- job:batch in the order of claiming
local function cost_key(class) return ROOT .. 'cost:' .. class end
local function idem_key(scope) return ROOT .. 'idem:' .. scope end

-- Every script's arguments begin with these two.
local CANDIDATE, MAX_STEP = ARGV[1], tonumber(ARGV[2])
local function arg(n) return ARGV[n + 2] end

-- Redis cuts numbers in an answer to whole ones: those with a fraction go as text.
local function real(x) return string.format('%.17g', x) end
