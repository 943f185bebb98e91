namespace Docker.DotNet.Models;

public class ReplicatedService
{
    public ulong? Replicas { get; set; }
}
