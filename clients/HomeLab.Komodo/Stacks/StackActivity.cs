namespace HomeLab.Komodo.Stacks;

/// <summary>What Core does with a stack at this moment.</summary>
public sealed record StackActivity
{
    public bool Pulling { get; init; }

    public bool Deploying { get; init; }

    public bool Starting { get; init; }

    public bool Restarting { get; init; }

    public bool Pausing { get; init; }

    public bool Unpausing { get; init; }

    public bool Stopping { get; init; }

    public bool Destroying { get; init; }

    /// <summary>Whether another execution would be refused; a pull hinders none.</summary>
    public bool IsBusy => Deploying || Starting || Restarting || Pausing || Unpausing || Stopping || Destroying;
}
