namespace Docker.DotNet.Models;

public class ImageTagParameters
{
    [QueryParameter("force")]
    public bool? Force { get; set; }

    [QueryParameter("repo")]
    public string RepositoryName { get; set; }

    [QueryParameter("tag")]
    public string Tag { get; set; }
}
