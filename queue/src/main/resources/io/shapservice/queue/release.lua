-- (job unit attempt)…; answers how many the attempts owned. Nobody is charged.
local mine = {}
for i = 1, #ARGV - FIRST, 3 do
    local job, owner = owned(arg(i), number(i + 1), arg(i + 2))
    if job then mine[#mine + 1] = { id = arg(i), unit = number(i + 1), owner = owner } end
end
if #mine == 0 then return told(0) end
tick_when_full()
for _, held in ipairs(mine) do give_back_untouched(load_job(held.id), held.unit, held.owner) end
changed()
return told(#mine)
