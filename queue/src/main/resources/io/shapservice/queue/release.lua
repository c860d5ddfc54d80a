-- (job batch attempt)…; answers how many the attempts owned. Nobody is charged.
local mine = {}
for i = 1, #ARGV - 2, 3 do
    local job, owner = owned(arg(i), tonumber(arg(i + 1)), arg(i + 2))
    if job then mine[#mine + 1] = { arg(i), tonumber(arg(i + 1)), owner.worker } end
end
if #mine == 0 then return 0 end
tick_when_full()
for _, lease in ipairs(mine) do
    local job = load_job(lease[1])
    drop_lease(job, lease[2], lease[3])
    give_back(job, lease[2], NOW)
end
changed()
return #mine
