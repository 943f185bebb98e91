namespace Docker.DotNet.Models;

public class ContainerKillParameters
{
    [QueryParameter("signal")]
    public string Signal { get; set; }
}
