namespace Docker.DotNet.Models;

public class ImagesPruneParameters
{
    [QueryParameter("filters")]
    public IDictionary<string, IDictionary<string, bool>> Filters { get; set; }
}
