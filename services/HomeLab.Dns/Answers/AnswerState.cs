namespace HomeLab.Dns.Answers;

/// <summary>What the servers of a zone answer for a record of ours.</summary>
enum AnswerState
{
    /// <summary>Each that answered answers what was written.</summary>
    Verified,

    /// <summary>At least one answers something else.</summary>
    Differs,

    /// <summary>None answered, or not in its own name.</summary>
    Unreachable,

    /// <summary>It is not known whom to ask.</summary>
    NotAsked,
}
