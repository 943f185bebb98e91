using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Planning;

/// <summary>Why a change is withheld: what is so, and what a person can do about it.</summary>
static class Reasons
{
    public const string ForeignCode = "ForeignRecord";

    public static Reason Foreign(ActualRecord record) => new(
        ForeignCode,
        $"{record.Key} is there already and was not made by this installation. Delete it, take the name out of the lab, or let it be adopted once it is "
        + "exactly as the lab asks for it (homelab dns adopt).");

    public static Reason OtherInstallation(ActualRecord record, string installation) => new(
        "OtherInstallation", $"{record.Key} belongs to the HomeLab installation '{installation}'. It can be taken once it is released there (homelab dns release).");

    public static Reason Released(ActualRecord record, string installation) => new(
        "Released", $"{record.Key} was handed over by the HomeLab installation '{installation}' and is nobody's until it is taken (homelab dns take).");

    public static Reason Releasing(OwnershipWish wish) => new(
        "Releasing", $"{wish.By} asked to release what is ours at this name, so nothing is made or changed there.");

    public static Reason Asked(OwnershipWish wish) => new(
        "OwnershipAsked", $"{wish.By} asked to {wish.Action.ToString().ToLowerInvariant()} {(wish.Name is null ? "what can be in the zone" : wish.Name)}.");

    public static Reason Locked(ActualRecord record) => new(
        "LockedRecord", $"{record.Key} is kept by the provider or one of its apps and cannot be changed here.");

    public static Reason OnlyMarked(ActualRecord record) => new(
        "OnlyCommentMark", $"{record.Key} carries our mark, but our ledger does not know it. Delete it by hand if it is not wanted, or have it recognised (homelab dns recover).");

    public static Reason OnlyRecorded(ActualRecord record) => new(
        "OnlyLedgerMark", $"Our ledger has {record.Key}, but somebody took our mark out of its comment. It is theirs until it is put back (homelab dns recover).");

    /// <param name="mark">Of the registry, by which external-dns says so.</param>
    public static Reason ExternalDns(DomainName name, RegistryMark mark) => new(
        "ExternalDns",
        $"{name} is kept by external-dns (owner '{mark.Owner}'{(mark.Resource.Length > 0 ? $", for {mark.Resource}" : "")}), as the record at {mark.At} says. "
        + "Take the name out of one of the two.");

    public static Reason AcmeChallenge(DomainName name) => new(
        "AcmeChallenge", $"{name} holds a challenge of an ACME client such as cert-manager, which takes it away itself.");

    public const string TunnelCode = "CloudflareTunnel";

    public static Reason Tunnel(DomainName name) => new(
        TunnelCode,
        $"{name} leads into a Cloudflare tunnel and was made by cloudflared or the dashboard. Delete it there, take the name out of the lab, or let it be "
        + "adopted where the lab asks for exactly it (homelab dns adopt).");

    public static Reason Delegated(DomainName name) => new(
        "Delegated", $"{name} is delegated by NS records, beside which no other record may stand.");

    public static Reason ClaimedByAnother(DesiredRecord winner, DesiredRecord loser) => new(
        "ClaimedByAnother", $"{winner.By} claims {winner.Name} too ({winner.Key}), and its word counts more than that of {loser.By}.");

    public static Reason Held(Hold hold) => new(
        "Held", $"Hold '{hold.Name}' keeps it until {hold.Until:yyyy-MM-ddTHH:mm:ssZ}: {hold.Reason}");

    public static Reason Undone(Undo undo) => new(
        "Undone",
        $"{undo.By} had change {undo.Change} taken back; what stood before it is held until {undo.Until:yyyy-MM-ddTHH:mm:ssZ}, or until something else is asked for "
        + "(homelab dns undo --end).");

    public const string WaitsForHealthCode = "WaitsForHealth";

    /// <param name="what">Whose health it is.</param>
    public static Reason WaitsForHealth(string by, string what, string health, string why) => new(
        WaitsForHealthCode, $"{by} asks for it once {what} is healthy, which is {health}: {why.TrimEnd('.')}.");

    public static Reason StopAnnounced(Drain drain) => new(
        "StopAnnounced",
        $"{drain.By} announced that {drain.Thing} stops ({drain.Reason.TrimEnd('.')}); it is out of its name until {drain.Until:yyyy-MM-ddTHH:mm:ssZ} (homelab dns drain --end).");

    public static Reason LastOfName(Reason wait) => new(
        "LastOfName", $"It is the last record of its name and stays. {wait.Message}");

    public static Reason Withdrawn(Reason wait, DateTimeOffset at) => wait with { Message = $"{wait.Message} It is taken away at {at:yyyy-MM-ddTHH:mm:ssZ} if that lasts." };

    public static Reason NewEpoch { get; } = new(
        "NewEpoch",
        "Inventory's database, or the lab in it, is another one since this was last wanted, so it cannot tell that it was removed. "
        + "Approve the removal if it was meant.");

    public static Reason UnknownClaim { get; } = new(
        "UnknownClaim", "It is not known who wanted it, so nobody can tell that they no longer do. Approve the removal if nobody does.");

    public static Reason SourceIncomplete(SourceState source) => new(
        "SourceIncomplete", $"{source.Name} could claim it and cannot be asked: {source.Silence!.Message.TrimEnd('.')}.");

    public static Reason SourceStale(SourceState source, TimeSpan limit) => new(
        "SourceStale",
        source.Age is { } age
            ? $"{source.Name} could claim it and was last heard of {TimeSpan.FromSeconds(Math.Round(age.TotalSeconds)):c} ago; {limit:c} is the limit."
            : $"{source.Name} could claim it and was never heard of.");

    public static Reason SourceRemoved(string source) => new(
        "SourceRemoved", $"{source}, which wanted it, was taken out of the lab. That deletes nothing by itself; approve the removal if it was meant.");

    /// <summary>A document that went without proof that this was meant.</summary>
    public static Reason Unproven(Reason why) => new(
        why.Code, $"Its removal is not proven: {why.Message.TrimEnd('.')}. Approve it if it was meant, or put the document back.");

    public const string AddressUnknownCode = "AddressUnknown";

    /// <summary>A record follows an uplink whose address was never agreed on: nothing is made of it, and nothing of it taken away.</summary>
    public static Reason AddressUnknown(string uplink) => new(
        AddressUnknownCode, $"The public address of uplink {uplink} is not known yet; `homelab get uplinks` tells what its detectors say.");

    public static Reason PolicyAsks { get; } = new(
        BrakeReasons.ApprovalRequired, "The lab asks a person before it changes records (policy.apply: approve).");

    public static Reason DocumentAsks { get; } = new(
        BrakeReasons.ApprovalRequired, "Its document asks a person before it is changed (spec.apply: approve).");

    public static Reason Rejected(Decision.Rejected no) => new(
        "Rejected", $"{no.By} rejected this plan{(no.Why.Length > 0 ? $": {no.Why}" : "")}. It is not proposed again while nothing changes.");

    public static Reason Keeps(ChangePolicy policy, string by) => policy == ChangePolicy.CreateOnly
        ? new("CreateOnly", $"{by} says that it is neither changed nor deleted once it is made (policy: createOnly). Change it by hand, or say sync.")
        : new("UpsertOnly", $"{by} says that it is never deleted (policy: upsertOnly). Delete it by hand, or say sync.");

    public static Reason NoSources { get; } = new("NoSources", "No source has been heard of at all.");

    public static Reason RemoveAfter(DateTimeOffset dueAt) => new(
        "RemoveAfter", $"Nobody wants it any more; it goes at {dueAt:yyyy-MM-ddTHH:mm:ssZ} if that lasts.");
}
