namespace Docker.DotNet.Models;

public class ContainerStopParameters
{
    [QueryParameter("t")]
    public uint? WaitBeforeKillSeconds { get; set; }
}
