using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Crash.Checking;

/// <summary>
/// The provider's books against the ledger, as a bijection: every effect has exactly one applied settlement, every applied settlement
/// one effect, and each settlement the intent that came before it.
/// </summary>
static class EffectCheck
{
    public static IEnumerable<Violation> Check(FleetRecord record)
    {
        var changes = record.Ledger.GroupBy(line => line.Change).ToDictionary(change => change.Key, change => change.ToList());
        foreach (var violation in changes.Values.SelectMany(Entries))
        {
            yield return violation;
        }

        var applied = record.Ledger.Where(line => line is { Entry: "settlement", Result: "Applied" }).ToList();
        var effects = record.Effects.Where(effect => effect.MadeBy is not null).ToList();
        foreach (var violation in Creates(effects, applied).Concat(Others(effects, applied)))
        {
            yield return violation;
        }
        foreach (var effect in record.Effects.Except(effects))
        {
            yield return new("ForeignIsUntouched", effect.ToString());
        }
    }

    static IEnumerable<Violation> Entries(List<LedgerLine> change)
    {
        if (change is not [{ Entry: "intent" } intent, { Entry: "settlement" } settlement] || intent.Object != settlement.Object || intent.Action != settlement.Action)
        {
            yield return new("LedgerIsPaired", string.Join("; ", change));
        }
    }

    /// <summary>What was made says by its mark which intent made it.</summary>
    static IEnumerable<Violation> Creates(List<Effect> effects, List<LedgerLine> applied)
    {
        var made = effects.Where(effect => effect.Action == "create").ToLookup(effect => effect.MadeBy!.Value);
        var settled = applied.Where(line => line.Action == "create").ToDictionary(line => line.Change);
        // Entered as rejected, come later all the same, and then taken for ours: by the record, since the change is another.
        var adopted = applied.Where(line => line.Action == LateEffects.Adopt).ToLookup(line => line.ExpectedId);
        foreach (var twice in made.Where(it => it.Count() > 1))
        {
            yield return new("EffectsAreSettled", $"intent {twice.Key} took effect {twice.Count()} times: {string.Join("; ", twice)}");
        }
        foreach (var orphan in made.Where(it => !settled.ContainsKey(it.Key)).SelectMany(it => it).Where(it => adopted[it.Id].Count() != 1))
        {
            yield return new("EffectsAreSettled", $"no applied settlement for {orphan}");
        }
        foreach (var phantom in settled.Values.Where(it => !made.Contains(it.Change))
            .Concat(adopted.SelectMany(it => it).Where(it => effects.TrueForAll(effect => effect.Action != "create" || effect.Id != it.ExpectedId))))
        {
            yield return new("SettlementsTookEffect", $"no effect of {phantom}");
        }
        foreach (var (effect, line) in made.Where(it => settled.ContainsKey(it.Key)).Select(it => (it.First(), settled[it.Key])))
        {
            if (line.Desired is { } desired && !Same(desired, effect.State))
            {
                yield return new("EffectsAreSettled", $"{effect} is not what its settlement says: {line}");
            }
        }
    }

    /// <summary>Changes of one object, in the order of both books.</summary>
    static IEnumerable<Violation> Others(List<Effect> effects, List<LedgerLine> applied)
    {
        var done = effects.Where(effect => effect.Action != "create").ToLookup(effect => effect.Id);
        var settled = applied.Where(line => line.Action is not ("create" or LateEffects.Adopt)).ToLookup(line => line.ExpectedId ?? "");
        foreach (var id in done.Select(it => it.Key).Union(settled.Select(it => it.Key)))
        {
            var (left, right) = (done[id].OrderBy(it => it.Sequence).ToList(), settled[id].OrderBy(it => it.Id).ToList());
            if (left.Count > right.Count)
            {
                yield return new("EffectsAreSettled", $"{left.Count} effects on {id} and {right.Count} applied settlements: {string.Join("; ", left)} | {string.Join("; ", right)}");
            }
            else if (left.Count < right.Count)
            {
                yield return new("SettlementsTookEffect", $"{left.Count} effects on {id} and {right.Count} applied settlements: {string.Join("; ", left)} | {string.Join("; ", right)}");
            }
            foreach (var (effect, line) in left.Zip(right))
            {
                if (effect.Action != line.Action || (line.Desired is { } desired && !Same(desired, effect.State)))
                {
                    yield return new("EffectsAreSettled", $"{effect} is not what its settlement says: {line}");
                }
            }
        }
    }

    static bool Same(RecordState desired, RecordState there) => desired with { Comment = "" } == there with { Comment = "" };
}
