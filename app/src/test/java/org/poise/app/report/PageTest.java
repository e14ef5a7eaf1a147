package org.poise.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageTest {
  @Test
  void knownSourcesBecomeLinks() {
    assertThat(Page.link("doi:10.1016/j.jcp.2018.10.045"))
        .isEqualTo("https://doi.org/10.1016/j.jcp.2018.10.045");
    assertThat(Page.link("arXiv:1711.10561")).isEqualTo("https://arxiv.org/abs/1711.10561");
    assertThat(Page.link("https://example.org/a")).isEqualTo("https://example.org/a");
  }

  @Test
  void anythingElseStaysText() {
    assertThat(Page.link("Fourier 1822")).isNull();
    assertThat(Page.link("javascript:alert(1)")).isNull();
    assertThat(Page.link("doi:nothing")).isNull();
  }
}
