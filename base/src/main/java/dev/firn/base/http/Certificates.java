package dev.firn.base.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Trust in other certificates than Java's. */
final class Certificates {
  private Certificates() {}

  /** Trusts those in a file of PEM alone. */
  static SSLContext trusting(Path pem) throws IOException {
    try (InputStream stream = Files.newInputStream(pem)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(stream)) {
        store.setCertificateEntry("certificate-" + count++, certificate);
      }
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException bad) {
      throw new IOException(
          "cannot read certificates from '" + pem + "': " + bad.getMessage(), bad);
    }
  }
}
