namespace HomeLab.Registry.Tests;

static class Http
{
    public static HttpClient Client() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
}
