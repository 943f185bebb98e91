namespace Docker.DotNet.Models;

public class VolumesPruneParameters
{
    [QueryParameter("filters")]
    public IDictionary<string, IDictionary<string, bool>> Filters { get; set; }
}
