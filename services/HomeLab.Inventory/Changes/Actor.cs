namespace HomeLab.Inventory.Changes;

/// <summary>Who made a change, as far as that is proven.</summary>
/// <param name="Kind"><see cref="Us"/>, <see cref="Other"/> or <see cref="Unknown"/>.</param>
/// <param name="Name">What the actor is called where it was written down; empty: nothing tells.</param>
/// <param name="Evidence">From what it follows, or why it is not known; a sentence or less.</param>
sealed record Actor(string Kind, string Name, string Evidence)
{
    const int LongestName = 200;
    const int LongestEvidence = 1000;

    /// <summary>A service of the fleet.</summary>
    public const string Us = "us";

    /// <summary>Somebody else, named or not.</summary>
    public const string Other = "other";

    public const string Unknown = "unknown";

    public static Actor OfFleet(string service, string evidence) => new(Us, service, Cut(evidence, LongestEvidence));

    public static Actor Called(string name, string evidence) => new(Other, Cut(name, LongestName), Cut(evidence, LongestEvidence));

    public static Actor NotKnown(string why) => new(Unknown, "", Cut(why, LongestEvidence));

    static string Cut(string text, int longest) => text.Length <= longest ? text : text[..longest] + "…";
}
