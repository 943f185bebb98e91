using HomeLab.Dns.Records;

namespace HomeLab.Dns.Planning;

/// <summary>What a person asked for about whose records are. Whatever it leads to is proposed, never made by itself.</summary>
/// <param name="Name">Null: every name of the zone.</param>
/// <param name="By">Who asked.</param>
sealed record OwnershipWish(OwnershipAction Action, DomainName? Name, string By);

/// <summary>How a record comes to be ours, or ceases to be.</summary>
enum OwnershipAction
{
    /// <summary>A record without anybody's mark that is exactly as the lab asks for it becomes ours.</summary>
    Adopt,

    /// <summary>A record with one mark of two gets the other: into the ledger, or into its comment.</summary>
    Recover,

    /// <summary>A record of ours gets the mark of one that was handed over, and is nobody's until it is taken.</summary>
    Release,

    /// <summary>A record that was handed over and is exactly as the lab asks for it becomes ours.</summary>
    Take,
}
