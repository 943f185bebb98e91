namespace Docker.DotNet.Models;

public class ContainerRestartParameters
{
    [QueryParameter("t")]
    public uint? WaitBeforeKillSeconds { get; set; }
}
