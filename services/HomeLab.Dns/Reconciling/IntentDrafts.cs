using HomeLab.Dns.Planning;
using HomeLab.Dns.Providers;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Reconciling;

/// <summary>Steps of a plan as intents, and as the writes that carry those out.</summary>
static class IntentDrafts
{
    public const string Create = "create";
    public const string Update = "update";
    public const string Delete = "delete";
    public const string Mark = "mark";
    public const string Release = "release";

    public static IntentDraft Of(RecordChange step) => step switch
    {
        RecordChange.Create create => new IntentDraft(
            create.Object, Create, Expected: null, RecordJson.Of(create.After), WhyOf(create.Undo) ?? $"{create.By} wants {create.After}."),
        RecordChange.Update update => new IntentDraft(
            update.Object, Update, RecordJson.Of(update.Before), RecordJson.Of(update.After), WhyOf(update.Undo) ?? $"{update.By} wants {update.After}."),
        RecordChange.Mark mark => new IntentDraft(
            mark.Object, Mark, RecordJson.Of(mark.Before), RecordJson.Of(mark.Before.Record), $"{mark.By} asked to {mark.Action.ToString().ToLowerInvariant()} it."),
        RecordChange.Release release => new IntentDraft(
            release.Object, Release, RecordJson.Of(release.Before), Desired: null, $"{release.By} asked to release it; it stays as it is."),
        RecordChange.Delete delete => new IntentDraft(
            delete.Object, Delete, RecordJson.Of(delete.Before), Desired: null, delete.Why?.Message ?? $"Nobody wants it any more; {delete.By} was the last."),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    static string? WhyOf(Undo? undo) =>
        undo is null ? null : $"{undo.By} had change {undo.Change} taken back; it is held until {undo.Until:yyyy-MM-ddTHH:mm:ssZ}.";

    /// <summary>What is created carries the intent's id, by which its late effect is known.</summary>
    public static ProviderWrite ToWrite(RecordChange step, Intent intent, string installation) => step switch
    {
        RecordChange.Create create => new ProviderWrite.Create(create.After, new OwnerMark(installation, intent.Id).In(create.Undo?.Restored.Comment ?? ""))
        {
            Tags = create.Undo?.Restored.Tags ?? RecordTags.None,
        },
        RecordChange.Update update => new ProviderWrite.Update(update.Before.Id, update.Before.Record, update.After),
        RecordChange.Mark mark => new ProviderWrite.Mark(
            mark.Before.Id, mark.Before.Record, new OwnerMark(installation, intent.Id).In(mark.Before.Comment)),
        RecordChange.Release release => new ProviderWrite.Mark(
            release.Before.Id, release.Before.Record, OwnerMark.Release(release.Before.Comment, installation)),
        RecordChange.Delete delete => new ProviderWrite.Delete(delete.Before.Id),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
