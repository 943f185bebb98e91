namespace Docker.DotNet.Models;

public class ImagesCreateParameters
{
    [QueryParameter("changes")]
    public IList<string> Changes { get; set; }

    [QueryParameter("fromImage")]
    public string FromImage { get; set; }

    [QueryParameter("fromSrc")]
    public string FromSrc { get; set; }

    [QueryParameter("message")]
    public string Message { get; set; }

    [QueryParameter("platform")]
    public string Platform { get; set; }

    public AuthConfig RegistryAuth { get; set; }

    [QueryParameter("repo")]
    public string Repo { get; set; }

    [QueryParameter("tag")]
    public string Tag { get; set; }
}
