namespace HomeLab.Stacks.Executing;

static class TargetReasons
{
    /// <summary>It was not done, and may well be done a little later: that is no failure of what is deployed.</summary>
    public const string Busy = "TargetBusy";

    /// <summary>It was not done, for the object was another one by then: look again.</summary>
    public const string Moved = "ObjectMoved";

    /// <summary>It could not be read.</summary>
    public const string Silent = "TargetSilent";

    public const string NoSuchService = "NoSuchService";
}
