namespace Docker.DotNet;

public class AnonymousCredentials : Credentials
{
    public override bool IsTlsCredentials() => false;

    public override void Dispose()
    {
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    public override HttpMessageHandler GetHandler(HttpMessageHandler innerHandler) => innerHandler;
}
