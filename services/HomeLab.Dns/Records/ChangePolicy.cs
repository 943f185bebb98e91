namespace HomeLab.Dns.Records;

/// <summary>What may become of a record once it was made, as its document or its source says; each allows less than the one before.</summary>
enum ChangePolicy
{
    /// <summary>It follows what is asked for, and goes with it.</summary>
    Sync,

    /// <summary>It follows what is asked for, and is never deleted.</summary>
    UpsertOnly,

    /// <summary>It is neither changed nor deleted.</summary>
    CreateOnly,
}
