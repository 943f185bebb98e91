namespace HomeLab.Benchmarks.Stacks;

/// <summary>Brings a project to run as its Compose file says.</summary>
interface IDeployer
{
    string Name { get; }

    /// <summary>Returns once each container is healthy.</summary>
    Task DeployAsync(string project, TenServices services);

    /// <summary>Tries what never becomes healthy for so long as it may take, and returns once what ran before runs again and is healthy.</summary>
    Task DeployInVainAsync(string project, TenServices broken, TenServices before);
}
