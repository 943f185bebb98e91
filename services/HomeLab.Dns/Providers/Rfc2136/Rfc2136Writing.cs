using HomeLab.Dns.Records;
using HomeLab.DnsWire;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Providers.Rfc2136;

/// <summary>Carries groups of writes out, each as one update, so that a bad one stops no other.</summary>
/// <param name="zone">As it was when the changes were judged.</param>
/// <param name="beginUntil">No update is sent later than this.</param>
sealed class Rfc2136Writing(
    UpdateConnection connection, ServedZone zone, ZoneName name, Rfc2136Reasons reasons, DateTimeOffset beginUntil, TimeProvider time)
{
    Reason? stopped;
    bool? mayUpdate;

    public async Task<IReadOnlyList<IReadOnlyList<WriteResult>>> WriteAsync(IReadOnlyList<WriteGroup> groups, CancellationToken cancellationToken)
    {
        var results = new List<IReadOnlyList<WriteResult>>();
        foreach (var group in groups)
        {
            results.Add(await WriteAsync(group, cancellationToken));
        }
        return results;
    }

    async Task<IReadOnlyList<WriteResult>> WriteAsync(WriteGroup group, CancellationToken cancellationToken)
    {
        var draft = new ZoneDraft(zone, name);
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
        var update = draft.ToUpdate();
        if (time.GetUtcNow() > beginUntil)
        {
            stopped ??= new Reason(ProviderReasons.NotSent, "It was not sent: the time for this look was over.");
        }
        if ((stopped ?? draft.Objection) is { } reason)
        {
            return All(group, new WriteResult.Rejected(reason));
        }
        if (await SendAsync(update, draft.Results, cancellationToken) is { } failed)
        {
            return All(group, failed);
        }
        draft.Commit();
        return draft.Results;
    }

    /// <param name="expected">What it is to lead to.</param>
    /// <returns>Null: it was made.</returns>
    async Task<WriteResult?> SendAsync(DnsUpdate update, List<WriteResult.Applied> expected, CancellationToken cancellationToken)
    {
        var what = expected[0].After?.Key.ToString() ?? expected[0].Id;
        try
        {
            var code = await connection.SendAsync(update, cancellationToken);
            switch (code)
            {
                case ResponseCode.NoError:
                    return null;
                case ResponseCode.ServerFailure:
                    // It may have failed after it had written.
                    return Lost(new Reason(ProviderReasons.Unavailable, $"Could not confirm {what}: the server answers {code}."));
                case ResponseCode.Refused when await MayUpdateAsync(cancellationToken):
                    return new WriteResult.Rejected(reasons.RefusedAlone(what));
                case ResponseCode.Refused or ResponseCode.NotAuthoritative:
                    return Stop(reasons.OfWriting(code, what));
                default:
                    return new WriteResult.Rejected(reasons.OfWriting(code, what));
            }
        }
        catch (TsigException e) when (e.IsRefusal)
        {
            return Stop(reasons.Unproven(e));
        }
        catch (Exception e) when (Rfc2136Reasons.IsFailure(e))
        {
            return Lost(reasons.Unavailable(e));
        }
    }

    /// <summary>Whether the server takes an update that changes nothing, and so refused the one before for what is in it.</summary>
    async Task<bool> MayUpdateAsync(CancellationToken cancellationToken)
    {
        try
        {
            return mayUpdate ??= await connection.SendAsync(new DnsUpdate(zone.Apex), cancellationToken) == ResponseCode.NoError;
        }
        catch (Exception e) when (Rfc2136Reasons.IsFailure(e))
        {
            return false;
        }
    }

    WriteResult.Rejected Stop(Reason reason)
    {
        stopped = NotSent(reason);
        return new WriteResult.Rejected(reason);
    }

    WriteResult.Unconfirmed Lost(Reason reason)
    {
        stopped = NotSent(reason);
        return new WriteResult.Unconfirmed(reason);
    }

    static Reason NotSent(Reason reason) => reason with { Message = "It was not sent, for an earlier update of this look failed: " + reason.Message };

    static List<WriteResult> All(WriteGroup group, WriteResult result) => [.. group.Writes.Select(_ => result)];
}
