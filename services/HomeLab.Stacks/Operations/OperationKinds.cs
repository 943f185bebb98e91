namespace HomeLab.Stacks.Operations;

static class OperationKinds
{
    /// <summary>It runs for the first time.</summary>
    public const string Deploy = "deploy";

    /// <summary>Something else is wanted than what runs.</summary>
    public const string Update = "update";

    /// <summary>It is no longer as it was brought to run.</summary>
    public const string Repair = "repair";

    /// <summary>Back to what ran before, since the new did not become healthy.</summary>
    public const string Rollback = "rollback";

    /// <summary>A person asked that its containers end and start again as they are.</summary>
    public const string Restart = "restart";

    /// <summary>What was unhealthy for a while is restarted.</summary>
    public const string Heal = "heal";

    /// <summary>The clock says that a command is to be run in a container of it; its key is that of the job.</summary>
    public const string Job = "job";

    /// <summary>Nobody declares it any more, and a person approved that it goes.</summary>
    public const string Remove = "remove";
}
