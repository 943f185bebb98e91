using HomeLab.Dns.Providers.Rfc2136;
using HomeLab.Dns.Records;
using HomeLab.DnsWire;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Providers.Webhook;

/// <summary>Carries groups of writes out, each as one request, so that a bad one stops no other and it is known which one was refused.</summary>
/// <param name="beginUntil">Nothing is sent later than this.</param>
sealed class WebhookWriting(WebhookApi api, WebhookZone zone, ZoneName name, WebhookReasons reasons, DateTimeOffset beginUntil, TimeProvider time)
{
    Reason? stopped;

    public async Task<IReadOnlyList<IReadOnlyList<WriteResult>>> WriteAsync(IReadOnlyList<WriteGroup> groups, CancellationToken cancellationToken)
    {
        var results = new List<IReadOnlyList<WriteResult>>();
        foreach (var group in groups)
        {
            results.Add(await WriteAsync(group, cancellationToken));
        }
        return results;
    }

    /// <summary>What was taken and is not listed may come yet.</summary>
    public static WriteResult Confirm(WriteResult result, ServedZone after, WebhookReasons reasons) => result is not WriteResult.Applied { After: { } expected } applied ? result
        : IsShown(applied, after) ? applied with { After = after.Find(applied.Id)!.Actual }
        : new WriteResult.Unconfirmed(reasons.NotShown(expected.Key.ToString()));

    async Task<IReadOnlyList<WriteResult>> WriteAsync(WriteGroup group, CancellationToken cancellationToken)
    {
        var draft = new ZoneDraft(zone.Served, name);
        foreach (var write in group.Writes)
        {
            draft.Take(write);
        }
        if (draft.Objection is { } objection)
        {
            return All(group, new WriteResult.Rejected(objection));
        }
        if (draft.IsEmpty)
        {
            return draft.Results;
        }
        if (stopped is not null)
        {
            return All(group, new WriteResult.Rejected(stopped));
        }
        var sets = draft.Sets();
        if (sets.FirstOrDefault(it => zone.IsStrange(it.Name, TypeOf(it))) is { } strange)
        {
            return All(group, new WriteResult.Rejected(reasons.Strange($"{strange.Name} {TypeOf(strange)}")));
        }
        if (await SendAsync(draft.Results[0].After?.Key.ToString() ?? draft.Results[0].Id, group, sets, cancellationToken) is { } failed)
        {
            return All(group, failed);
        }
        draft.Commit();
        return draft.Results;
    }

    /// <returns>Null: it was taken.</returns>
    async Task<WriteResult?> SendAsync(string what, WriteGroup group, IReadOnlyList<SetChange> sets, CancellationToken cancellationToken)
    {
        List<(WebhookEndpoint? Before, WebhookEndpoint? After)> changes;
        try
        {
            changes = [.. sets.Select(it => (Listed(it), Wanted(it)))];
            var adjusted = await api.AdjustAsync([.. changes.Select(it => it.After).OfType<WebhookEndpoint>()], cancellationToken);
            for (var i = 0; i < changes.Count; i++)
            {
                if (changes[i].After is not { } asked)
                {
                    continue;
                }
                var made = adjusted.FirstOrDefault(it => it.DnsName.TrimEnd('.').Equals(asked.DnsName, StringComparison.OrdinalIgnoreCase) && it.RecordType == asked.RecordType);
                if (made is null || !IsAsAsked(made, asked, sets[i].IsMark || LeavesTtl(group, asked)))
                {
                    return new WriteResult.Rejected(reasons.Adjusted(Text(asked), made is null ? "nothing" : Text(made)));
                }
                changes[i] = (changes[i].Before, made with { DnsName = asked.DnsName });
            }
        }
        catch (Exception e) when (WebhookReasons.IsFailure(e, cancellationToken))
        {
            return Stop(reasons.Unavailable(e));
        }
        if (time.GetUtcNow() > beginUntil)
        {
            return Stop(new Reason(ProviderReasons.NotSent, "It was not sent: the time for this look was over."));
        }
        try
        {
            await api.ApplyAsync(Of(changes), cancellationToken);
            return null;
        }
        catch (WebhookAnswerException e) when (e.IsRefusal)
        {
            return await JudgeAsync(e, what, sets, cancellationToken);
        }
        catch (Exception e) when (WebhookReasons.IsFailure(e, cancellationToken))
        {
            stopped = new Reason(ProviderReasons.NotSent, $"It was not sent, for an earlier write of this look was lost: {reasons.Unavailable(e).Message}");
            return new WriteResult.Unconfirmed(reasons.Lost(e, what));
        }
    }

    /// <summary>A refusal does not say that nothing of it was made. Where the sets are as they were, nothing was.</summary>
    async Task<WriteResult> JudgeAsync(WebhookAnswerException refusal, string what, IReadOnlyList<SetChange> sets, CancellationToken cancellationToken)
    {
        try
        {
            var now = new WebhookZone(name, await api.RecordsAsync(cancellationToken));
            return sets.All(it => IsSame(now.Find(it.Name, TypeOf(it)), Listed(it)))
                ? new WriteResult.Rejected(reasons.Refused(refusal, what))
                : new WriteResult.Unconfirmed(reasons.Lost(refusal, what));
        }
        catch (Exception e) when (WebhookReasons.IsFailure(e, cancellationToken))
        {
            return new WriteResult.Unconfirmed(reasons.Lost(refusal, what));
        }
    }

    WriteResult.Rejected Stop(Reason reason)
    {
        stopped = reason;
        return new WriteResult.Rejected(reason);
    }

    static WebhookChanges Of(List<(WebhookEndpoint? Before, WebhookEndpoint? After)> changes) => new(
        [.. changes.Where(it => it.Before is null).Select(it => it.After!)],
        [.. changes.Where(it => it is { Before: not null, After: not null }).Select(it => it.Before!)],
        [.. changes.Where(it => it is { Before: not null, After: not null }).Select(it => it.After!)],
        [.. changes.Where(it => it.After is null).Select(it => it.Before!)]);

    /// <summary>As it is there, also after groups that were taken before.</summary>
    WebhookEndpoint? Listed(SetChange set) => set.Before.Count == 0 ? null : Endpoint(set, set.Before);

    WebhookEndpoint? Wanted(SetChange set) => set.After.Count == 0 ? null : Endpoint(set, set.After);

    /// <summary>What the provider alone understands goes along as it came.</summary>
    WebhookEndpoint Endpoint(SetChange set, IReadOnlyList<WireRecord> records)
    {
        var there = zone.Find(set.Name, TypeOf(set));
        return new WebhookEndpoint(
            set.Name.ToString(), TypeOf(set), [.. records.Select(it => set.IsMark ? WebhookText.WriteMark(it) : WebhookText.Write(it))], records[0].Ttl,
            Labels: there?.Labels?.DeepClone(), ProviderSpecific: there?.ProviderSpecific?.DeepClone());
    }

    static bool IsShown(WriteResult.Applied applied, ServedZone after) => after.Find(applied.Id) is { } record && record.Actual.Key == applied.After!.Key;

    static bool IsAsAsked(WebhookEndpoint made, WebhookEndpoint asked, bool leavesTtl) =>
        (leavesTtl || made.RecordTtl == asked.RecordTtl) && TargetsOf(made).SetEquals(TargetsOf(asked));

    static bool IsSame(WebhookEndpoint? one, WebhookEndpoint? other) =>
        one is null || other is null ? one is null && other is null : one.RecordTtl == other.RecordTtl && TargetsOf(one).SetEquals(TargetsOf(other));

    /// <summary>Nobody asks for a ttl in this set.</summary>
    static bool LeavesTtl(WriteGroup group, WebhookEndpoint asked) => !group.Writes
        .Select(it => it switch { ProviderWrite.Create create => create.Record, ProviderWrite.Update update => update.After, _ => null })
        .Any(it => it is not null && it.Ttl != Ttl.Automatic && it.Name.ToString() == asked.DnsName && it.Content.Type == asked.RecordType);

    static HashSet<string> TargetsOf(WebhookEndpoint endpoint) =>
        [.. (endpoint.Targets ?? []).Select(it => WebhookText.Read(endpoint.RecordType, it) is var (_, data) ? Convert.ToHexString(data) : it)];

    static string Text(WebhookEndpoint endpoint) => $"{endpoint.DnsName} {endpoint.RecordType} {string.Join(", ", endpoint.Targets ?? [])} ttl={endpoint.RecordTtl}";

    static string TypeOf(SetChange set) => RecordType.NameOf(set.Type);

    static List<WriteResult> All(WriteGroup group, WriteResult result) => [.. group.Writes.Select(_ => result)];
}
