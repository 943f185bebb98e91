namespace Docker.DotNet.Models;

public class TaskSpec
{
    public ContainerSpec ContainerSpec { get; set; }
}
