namespace HomeLab.Simulators.Addresses;

/// <summary>A router's UPnP as miniupnpd answers it: a description and one connection (UPnP IGD 1, WANIPConnection:1).</summary>
static class RouterApi
{
    const string Service = "urn:schemas-upnp-org:service:WANIPConnection:1";
    const string Action = $"\"{Service}#GetExternalIPAddress\"";
    const string Xml = "text/xml; charset=\"utf-8\"";

    public static void MapRouter(this IEndpointRouteBuilder uplink)
    {
        uplink.MapGet("/router/rootDesc.xml", (string name) => Results.Text(Description(name), Xml));
        uplink.MapPost("/router/ctl/IPConn", (string name, HttpContext context, UplinkStore store) => (store.Find(name), context.Request.Headers["SOAPAction"].ToString()) switch
        {
            (null, _) => Results.NotFound(),
            ({ } found, Action) => Results.Text(Answer(found.AddressFor("router", isV6: false)), Xml),
            _ => Results.Text(Fault, Xml, statusCode: StatusCodes.Status500InternalServerError),
        });
    }

    static string Description(string name) =>
        $"""
        <?xml version="1.0"?>
        <root xmlns="urn:schemas-upnp-org:device-1-0"><specVersion><major>1</major><minor>0</minor></specVersion>
        <device><deviceType>urn:schemas-upnp-org:device:InternetGatewayDevice:1</deviceType><friendlyName>Router</friendlyName>
        <serviceList><service><serviceType>urn:schemas-upnp-org:service:Layer3Forwarding:1</serviceType><controlURL>{AddressSystem.Root}/{name}/router/ctl/L3F</controlURL></service></serviceList>
        <deviceList><device><deviceType>urn:schemas-upnp-org:device:WANDevice:1</deviceType>
        <deviceList><device><deviceType>urn:schemas-upnp-org:device:WANConnectionDevice:1</deviceType>
        <serviceList><service><serviceType>{Service}</serviceType><controlURL>{AddressSystem.Root}/{name}/router/ctl/IPConn</controlURL></service></serviceList>
        </device></deviceList></device></deviceList></device></root>
        """;

    static string Answer(string address) =>
        $"""
        <?xml version="1.0"?>
        <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" s:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"><s:Body><u:GetExternalIPAddressResponse xmlns:u="{Service}"><NewExternalIPAddress>{address}</NewExternalIPAddress></u:GetExternalIPAddressResponse></s:Body></s:Envelope>
        """;

    const string Fault =
        """
        <?xml version="1.0"?>
        <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:Client</faultcode><faultstring>UPnPError</faultstring><detail><UPnPError xmlns="urn:schemas-upnp-org:control-1-0"><errorCode>401</errorCode><errorDescription>Invalid Action</errorDescription></UPnPError></detail></s:Fault></s:Body></s:Envelope>
        """;
}
