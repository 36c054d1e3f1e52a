using System.Net;
using RoundTable.Grains.Subjects;
using RoundTable.Sessions.Subjects;

namespace RoundTable.Server.Security;

/// <summary>From where a request comes in.</summary>
internal static class Arrivals
{
    public static ArrivalFrom Of(HttpContext http) => new(
        SecurityExtensions.NetworkOf(http.Connection.RemoteIpAddress ?? IPAddress.None).ToString(),
        DeviceOf(http.Request.Headers.UserAgent.ToString()));

    internal static DeviceKind DeviceOf(string userAgent)
    {
        if (Says("iPad") || Says("Tablet") || (Says("Android") && !Says("Mobile")))
            return DeviceKind.Tablet;
        if (Says("Mobile") || Says("iPhone") || Says("Android"))
            return DeviceKind.Phone;
        return Says("Windows") || Says("Macintosh") || Says("Linux") || Says("CrOS") ? DeviceKind.Computer : DeviceKind.Unknown;

        bool Says(string word) => userAgent.Contains(word, StringComparison.OrdinalIgnoreCase);
    }
}
