namespace HomeLab.Dns.Tests.Ambiguity;

/// <summary>What is written.</summary>
enum Write
{
    Create,
    Update,
    Delete,

    /// <summary>An alias in an address's place: a delete and a create that are made together or not at all.</summary>
    Replace,
}

/// <summary>By which calls.</summary>
enum Calls
{
    Batch,
    Single,

    /// <summary>Singly, since a batch with all of them was refused.</summary>
    AfterRefusedBatch,
}

/// <summary>What goes wrong with them.</summary>
enum Ambiguity
{
    /// <summary>Applied, and the answer is lost, whole or half.</summary>
    AnswerLost,

    /// <summary>Not applied, and no answer.</summary>
    NotApplied,

    /// <summary>Cut off, and applied before deadline and grace are over.</summary>
    AppliedLate,

    /// <summary>Reads do not show for a while what was written; answers are lost now and then.</summary>
    ReadsLag,

    /// <summary>Refused at random, with and without a word on whether it took effect.</summary>
    Refused,
}

sealed record Cell(Write Write, Calls Calls, Ambiguity Ambiguity)
{
    public static IReadOnlyList<Cell> All { get; } =
    [
        .. from write in Enum.GetValues<Write>()
           from calls in Enum.GetValues<Calls>()
           from ambiguity in Enum.GetValues<Ambiguity>()
           // A replacement is always a batch, and a batch of its own where the large one is refused.
           where write != Write.Replace || calls == Calls.Batch
           select new Cell(write, calls, ambiguity),
    ];

    public override string ToString() => $"{Row}, {Ambiguity}";

    public string Row => $"{Write}, {Calls}";
}
