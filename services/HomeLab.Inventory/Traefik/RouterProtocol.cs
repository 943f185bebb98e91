namespace HomeLab.Inventory.Traefik;

/// <summary>What a router routes by; its labels begin <c>traefik.http.routers</c> or <c>traefik.tcp.routers</c>.</summary>
enum RouterProtocol
{
    Http,
    Tcp,
}
