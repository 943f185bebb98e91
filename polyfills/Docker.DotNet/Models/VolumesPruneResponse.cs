namespace Docker.DotNet.Models;

public class VolumesPruneResponse
{
    public ulong SpaceReclaimed { get; set; }
    public IList<string> VolumesDeleted { get; set; }
}
