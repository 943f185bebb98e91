namespace Docker.DotNet.Models;

public class ContainersPruneResponse
{
    public IList<string> ContainersDeleted { get; set; }
    public ulong SpaceReclaimed { get; set; }
}
